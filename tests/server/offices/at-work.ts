import { randomUUID } from 'node:crypto';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerFields } from '#shared/contract/customers.ts';
import { changeOf } from '../../features/customer-form.ts';
import { type Client, ending } from '../../features/office.ts';

// What people at a console do and see, by usernames.

/** Every customer with how far the server knows it: "user1 synced". */
export async function states(client: Client): Promise<string[]> {
  const { customers } = await client.customers.list({ filter: {}, limit: 500 });
  return customers.map(({ username, sync }) => `${username} ${sync}`).sort();
}

export async function profile(client: Client, username: string) {
  const { id } = await client.customers.find({ username });
  return client.customers.get({ id });
}

/** Does it to one customer; answers what came of it. */
export async function act(client: Client, username: string, terms: ActionTerms) {
  const { id } = await client.customers.find({ username });
  const run = await ending(await client.actions.run({ request: randomUUID(), which: { ids: [id] }, terms }));
  const { outcomes } = await client.actions.outcomes({ run: run.id });
  return outcomes[0];
}

/** Saves the form of a customer with some fields changed. */
export async function change(client: Client, username: string, to: Partial<CustomerFields>): Promise<void> {
  await client.customers.change(changeOf(await profile(client, username), to));
}

/** The one of some records that bears a name. */
export function named<T extends { readonly name: string }>(records: readonly T[], name: string): T {
  const found = records.find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
}

/** A customer's lines of the ledger: "payment 800.00 QJK4XY7Z01", the first one first. */
export async function paper(client: Client, username: string): Promise<string[]> {
  const { id } = await client.customers.find({ username });
  const { lines } = await client.ledger.ofCustomer({ customer: id, limit: 500 });
  return lines
    .toReversed()
    .map(({ kind, amount, reference }) => [kind, amount, ...(reference === null ? [] : [reference])].join(' '));
}

/** What the server did not take: "user1 USERNAME_TAKEN username". */
export async function refusedOf(client: Client): Promise<string[]> {
  const { conflicts } = await client.sync.conflicts({});
  return conflicts.map(({ title, code, field }) => [title, code, ...(field === null ? [] : [field])].join(' '));
}
