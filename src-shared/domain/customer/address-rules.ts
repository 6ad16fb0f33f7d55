import type { ActionTerms } from '../../contract/actions.ts';
import { formatIpv4, isUsableHost, parseIpv4 } from '../ip/ipv4.ts';
import type { Connection } from '../package/package.ts';
import { type ActionFacts, alreadySo, change, type CustomerInHand, type Decision, refused } from './action-facts.ts';

/** Where a customer is to have an address. */
export interface AddressAsked {
  readonly customerId: string;
  readonly packageId: string;
  readonly connection: Connection;
  /** The address that the customer has now, and keeps though it was set aside since. */
  readonly now?: number | null;
}

/** Why a customer cannot have this address, or be without one (null); null: nothing is against it. */
export function addressProblem(ip: number | null, asked: AddressAsked, facts: ActionFacts): Decision | null {
  if (ip === null) return asked.connection === 'static' ? refused('ip-required') : null;
  const taken = takenProblem(ip, asked.customerId, facts);
  if (taken) return taken;
  const blocks = facts.blocksOf(asked.packageId);
  const claim = ip === asked.now ? null : facts.claimOn(ip);
  const value = formatIpv4(ip);
  if (claim === 'reserved') return refused('ip-reserved', { value });
  // The edge of one of the package's own blocks is told as outside of them.
  if (claim === 'edge' && blocks.length === 0) return refused('ip-reserved', { value, context: 'edge' });
  if (blocks.length === 0 || blocks.some((block) => isUsableHost(ip, block))) return null;
  return refused('ip-outside-pool', { value, package: facts.package(asked.packageId)?.name ?? '' });
}

/** Who has the address already: another customer, the router itself, or a draft that is about to. */
export function takenProblem(ip: number, customerId: string, facts: ActionFacts): Decision | null {
  const text = formatIpv4(ip);
  if (facts.claimOn(ip) === 'gateway') return refused('ip-taken', { value: text, context: 'gateway' });
  const holder = facts.holderOfIp(ip, customerId);
  if (!holder) return facts.isHeld(ip, customerId) ? refused('ip-held', { value: text }) : null;
  // Whose it is, only those may know who see that customer.
  return refused('ip-taken', {
    value: text,
    ...(holder.username === null ? {} : { by: holder.username, context: 'by' }),
  });
}

/** The address that somebody typed; undefined: it is none. */
export function addressTyped(text: string | null): number | null | undefined {
  return text === null ? null : (parseIpv4(text) ?? undefined);
}

export function changeIp(
  customer: CustomerInHand,
  { ip: typed }: Extract<ActionTerms, { action: 'change-ip' }>,
  facts: ActionFacts,
): Decision {
  const ip = addressTyped(typed);
  if (ip === undefined) return refused('invalid-ip', { value: typed ?? '' });
  if (ip === customer.ip) return alreadySo;
  const { id, packageId } = customer;
  const connection = facts.package(packageId)?.connection ?? 'static';
  return addressProblem(ip, { customerId: id, packageId, connection }, facts) ?? change({ ip });
}
