import { folded } from '#shared/domain/text.ts';
import type { Client } from './command.ts';
import { Usage } from './usage.ts';

/** The id of a router that is in use, by name or code; undefined: none was named. Throws Usage for one that there is not. */
export async function routerNamed(client: Client, typed: string | undefined): Promise<string | undefined> {
  if (typed === undefined) return undefined;
  const key = folded(typed);
  const routers = (await client.routers.list()).filter(({ retiredAt }) => retiredAt === null);
  const found =
    routers.find(({ name }) => folded(name) === key) ??
    routers.find(({ code }) => code !== null && folded(code) === key);
  if (!found) throw new Usage('router-option', { value: typed });
  return found.id;
}
