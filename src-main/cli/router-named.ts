import type { RouterLine } from '#shared/contract/routers.ts';
import { folded } from '#shared/domain/text.ts';
import type { Client } from './command.ts';
import { Usage } from './usage.ts';

/** The router of a name or code; one that is in use comes before one that is retired. Throws Usage for one that there is not. */
export async function routerNamed(client: Client, typed: string): Promise<RouterLine> {
  const key = folded(typed);
  const lines = (await client.routers.list()).toSorted(
    (one, other) => Number(one.retiredAt !== null) - Number(other.retiredAt !== null),
  );
  const found =
    lines.find(({ name }) => folded(name) === key) ?? lines.find(({ code }) => code !== null && folded(code) === key);
  if (!found) throw new Usage('router-unknown', { value: typed });
  return found;
}

/** Its id; undefined: none was named. */
export async function routerIdNamed(client: Client, typed: string): Promise<string>;
export async function routerIdNamed(client: Client, typed: string | undefined): Promise<string | undefined>;
export async function routerIdNamed(client: Client, typed: string | undefined): Promise<string | undefined> {
  return typed === undefined ? undefined : (await routerNamed(client, typed)).id;
}
