import { folded } from '#shared/domain/text.ts';
import type { Client } from './command.ts';
import { Usage } from './usage.ts';

/** The id of an operator within reach, by name or code. Throws Usage for one that there is not. */
export async function operatorNamed(client: Client, typed: string): Promise<string> {
  const key = folded(typed);
  const { operators } = await client.reference.lists();
  const found =
    operators.find(({ name }) => folded(name) === key) ?? operators.find(({ code }) => folded(code) === key);
  if (!found) throw new Usage('operator-option', { value: typed });
  return found.id;
}
