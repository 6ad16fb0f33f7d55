import { ORPCError } from '@orpc/client';
import { Refused } from '#shared/contract/refused.ts';
import { Refusal } from '../refusal.ts';
import type { Client } from './command.ts';

/** What is said of usernames that nobody has. */
export const unknownCustomer = (name: string): Refusal => new Refusal('customer-unknown', { context: 'named', name });

/** The id of the customer with a username; null: nobody has it. */
export async function idOf(client: Client, username: string): Promise<string | null> {
  try {
    return (await client.customers.find({ username })).id;
  } catch (error) {
    const isUnknown =
      error instanceof ORPCError && error.code === 'REFUSED' && Refused.parse(error.data).code === 'customer-unknown';
    if (isUnknown) return null;
    throw error;
  }
}

/** The same; throws Refusal `customer-unknown` {name} for one that nobody has. */
export async function knownId(client: Client, username: string): Promise<string> {
  const id = await idOf(client, username);
  if (id === null) throw unknownCustomer(username);
  return id;
}
