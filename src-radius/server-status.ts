import { type Attribute, messageOf } from './attribute.ts';
import { CODE } from './code.ts';
import { exchange, type Unsendable } from './exchange.ts';
import type { AskOptions, RadiusServer } from './server.ts';
import type { NoAnswer } from './silence.ts';

export type StatusOutcome =
  | { readonly kind: 'alive'; readonly message: string | null; readonly attributes: readonly Attribute[] }
  | NoAnswer
  | Unsendable;

/** Asks a server whether it is there, and no more (Status-Server, RFC 5997). Never rejects. */
export async function serverStatus(server: RadiusServer, options: AskOptions = {}): Promise<StatusOutcome> {
  const outcome = await exchange(server, { code: CODE.statusServer, attributes: [] }, options);
  if (outcome.kind !== 'answered') return outcome;
  const { attributes } = outcome.reply;
  return { kind: 'alive', message: messageOf(attributes), attributes };
}
