import { folded } from '#shared/domain/text.ts';
import type { Client } from './command.ts';
import { Usage } from './usage.ts';

/** The id of a router within reach, by name or code. Throws Usage for one that there is not. */
export async function routerNamed(client: Client, typed: string): Promise<string> {
  const key = folded(typed);
  const routers = await client.routers.list();
  const found =
    routers.find(({ name }) => folded(name) === key) ?? routers.find(({ code }) => folded(code ?? '') === key);
  if (!found) throw new Usage('router-option', { value: typed });
  return found.id;
}
