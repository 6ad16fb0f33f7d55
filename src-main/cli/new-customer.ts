import type { z } from 'zod';
import { NewCustomer } from '#shared/contract/customers.ts';
import { folded } from '#shared/domain/text.ts';
import type { Client } from './command.ts';
import { Usage } from './usage.ts';

/** What stands on standard input: a customer, whose username and password may be left to be made. */
const Document = NewCustomer.partial({ username: true, password: true });
type Document = z.input<typeof Document>;

/** What a document of a customer may have; those without a question mark it must have. */
export const CUSTOMER_KEYS = Object.entries(Document.shape).map(([key, kind]) =>
  kind.safeParse(undefined).success ? `${key}?` : key,
);

/** Throws Usage for what is no document of a customer. */
export function customerIn(typed: string): Document {
  let document: unknown;
  try {
    document = JSON.parse(typed.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Usage('customer-not-json', { reason: error instanceof Error ? error.message : '' });
  }
  const parsed = Document.safeParse(document);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const keys = CUSTOMER_KEYS.join(', ');
  // Before what is missing: a key that is misspelt is missing as well.
  const unknown = issues.find(({ code }) => code === 'unrecognized_keys');
  if (unknown?.code === 'unrecognized_keys')
    throw new Usage('customer-unknown-key', { key: unknown.keys.join(', '), keys });
  const given = new Set(typeof document === 'object' && document !== null ? Object.keys(document) : []);
  const missing = issues.flatMap(({ path: [key] }) => (typeof key === 'string' && !given.has(key) ? [key] : []));
  if (missing.length > 0) throw new Usage('customer-missing-key', { missing: missing.join(', '), keys });
  const [issue] = issues;
  throw new Usage('customer-not-one', { where: issue?.path.join('.') ?? '', what: issue?.message ?? '' });
}

/** A customer that can be added, and what of it was made here. */
interface Completed {
  readonly customer: NewCustomer;
  readonly made: { readonly username?: string; readonly password?: string };
}

/** Makes what the document leaves out, as the screens do: a username of the phone or the name, a password for who signs in. */
export async function completed(client: Client, { username, password, ...rest }: Document): Promise<Completed> {
  const { operators, packages } = await client.reference.lists();
  const named = <One extends { readonly name: string; readonly code: string }>(all: readonly One[], typed: string) =>
    all.find(({ name, code }) => folded(name) === folded(typed) || folded(code) === folded(typed));
  const connection = named(packages, rest.package)?.connection;
  const signsIn = connection !== 'static' && connection !== 'other';
  const suggested = async (what: 'username' | 'password'): Promise<string> => {
    const operator = named(operators, rest.operator)?.id ?? null;
    const { fullName, phone = '' } = rest;
    return (await client.registration.suggest({ what, fullName, phone, operator })).value;
  };
  const made = {
    ...(username === undefined && { username: await suggested('username') }),
    ...(password === undefined && signsIn && { password: await suggested('password') }),
  };
  return { customer: { ...rest, username: username ?? '', password: password ?? '', ...made }, made };
}
