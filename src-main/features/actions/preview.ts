import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerSelection } from '#shared/contract/customers.ts';
import { unchanged } from '#shared/domain/billing/account.ts';
import { modeOf } from '#shared/domain/billing/tariff.ts';
import type { ActionFacts, Changes, Decision, Reason } from '#shared/domain/customer/action-facts.ts';
import { decide } from '#shared/domain/customer/decide.ts';
import { decimalOf, type Minor } from '#shared/domain/money/money.ts';
import { termsObstacle } from '#shared/domain/customer/terms-obstacle.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type Billed, settledTo } from '../billing/index.ts';
import { askedIds } from './asked.ts';
import { refuseRole } from './begin.ts';
import { breather } from '../../breather.ts';
import { actionFacts } from './facts.ts';
import { type CustomerRow, customersInHand } from './in-hand.ts';
import type { DisconnectDeps } from './disconnect-chunk.ts';

interface Grouped {
  readonly reason: Reason;
  count: number;
  readonly usernames: string[];
}

/** As many as a dialog shows by name. */
const NAMED = 10;
/** Reasons that name something of their own (an address, a device) may be many; the most frequent ones are told. */
const MOST_REASONS = 20;
const CHUNK = 200;

/** Who would be affected by an action and who refused, by the same rules by which it is done. Writes nothing. */
export async function preview(
  { store, now, sessions }: DisconnectDeps,
  actor: Actor,
  which: CustomerSelection,
  terms: ActionTerms,
  signal?: AbortSignal,
) {
  refuseRole(actor, terms.action);
  const at = now().getTime();
  const facts = withClaims(actionFacts(store.reader, actor, at));
  const { world, currency, rests, doubt = null } = facts.billing;
  const isSure = rests === null && doubt === null;
  const settled = (billed: Billed) => (isSure ? settledTo(billed, at, world) : unchanged(billed.account));
  const handed = { ...facts, settled };
  const refused = new Map<string, Grouped>();
  const notes = new Map<string, Grouped>();
  const sample: { username: string; fullName: string }[] = [];
  const breathe = breather();
  let total = 0;
  let affected = 0;
  let known = 0;
  let paid = 0;
  let online = 0;
  const ends: number[] = [];
  const isOnline = terms.action === 'disconnect' ? sessions.seen() : () => false;
  const hasNoRouter = terms.action === 'disconnect' && !sessions.canEnd(actor);

  const look = (row: CustomerRow | undefined): void => {
    total += 1;
    if (!row) {
      group(refused, { code: 'customer-unknown', params: {} }, null);
      return;
    }
    known += 1;
    const decision = decide(row, terms, facts);
    if (decision.kind === 'refused') {
      group(refused, decision.reason, row.username);
      return;
    }
    if (hasNoRouter) {
      group(refused, { code: 'disconnect-no-router', params: {} }, row.username);
      return;
    }
    facts.claim(row, decision);
    affected += 1;
    paid += paidBy(decision.changes);
    const end = endOf(decision.changes);
    if (end !== null) ends.push(end);
    if (sample.length < NAMED) sample.push({ username: row.username, fullName: row.fullName });
    if (doubt && decision.changes.step) group(notes, doubt, row.username);
    if (decision.note) group(notes, decision.note, row.username);
    if (isOnline(row.username)) online += 1;
  };

  for await (const ids of inChunks(askedIds({ store, now }, actor, which, signal))) {
    const rows = customersInHand(store.reader, ids, handed);
    for (const id of ids) {
      look(rows.get(id));
      await breathe();
    }
  }
  if ('ids' in which && known === 0) throw new Refusal('customer-unknown');
  const obstacle = termsObstacle(terms, total, facts);
  if (obstacle) throw new Refusal(obstacle.code, obstacle.params);
  if (online > 0) {
    const reason = { code: 'disconnect-online', params: { count: online } };
    notes.set('', { reason, count: online, usernames: [] });
  }
  if (paid > 0) {
    const reason = { code: 'payments-sum', params: { amount: decimalOf(paid, currency) } };
    notes.set('', { reason, count: affected, usernames: [] });
  }
  const [until] = ends;
  if (terms.action === 'extend' && total === 1 && until !== undefined) {
    const reason = { code: 'extended-to', params: { instant: new Date(until).toISOString() } };
    notes.set('', { reason, count: affected, usernames: [] });
  }
  sample.sort((a, b) => (a.username < b.username ? -1 : 1));
  return { total, affected, sample, refused: listed(refused), notes: listed(notes) };
}

/** What a change takes in. */
const paidBy = ({ step }: Changes): Minor =>
  step?.postings.reduce((sum, { kind, amount }) => (kind === 'payment' ? sum + amount : sum), 0) ?? 0;

/** Until when a change lets somebody be served: where time runs out its end, else until when nobody has to pay. */
const endOf = ({ step }: Changes): number | null =>
  step === undefined
    ? null
    : modeOf(step.account.tariff) === 'time'
      ? step.account.expiresAt
      : step.account.extendedUntil;

function group(groups: Map<string, Grouped>, reason: Reason, username: string | null): void {
  const key = JSON.stringify(reason);
  const known = groups.get(key) ?? { reason, count: 0, usernames: [] };
  known.count += 1;
  if (username !== null && known.usernames.length < NAMED) known.usernames.push(username);
  groups.set(key, known);
}

function listed(groups: ReadonlyMap<string, Grouped>) {
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_REASONS)
    .map(({ reason: { code, params }, count, usernames }) => ({
      reason: { code, params: { ...params } },
      count,
      usernames,
    }));
}

async function* inChunks(ids: AsyncIterable<string>): AsyncGenerator<string[]> {
  let some: string[] = [];
  for await (const id of ids) {
    some.push(id);
    if (some.length === CHUNK) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}

/** Two deleted customers cannot both take back one username, address or account number: who comes first has it, as in the run itself. */
function withClaims<Facts extends ActionFacts>(
  facts: Facts,
): Facts & { claim: (row: CustomerRow, decision: Decision) => void } {
  const usernames = new Map<string, CustomerRow>();
  const ips = new Map<number, CustomerRow>();
  const accountNumbers = new Set<string>();
  return {
    ...facts,
    holderOfUsername: (key, but) => usernames.get(key) ?? facts.holderOfUsername(key, but),
    holderOfIp: (ip, but) => ips.get(ip) ?? facts.holderOfIp(ip, but),
    hasAccountNumber: (number, but) => accountNumbers.has(folded(number)) || facts.hasAccountNumber(number, but),
    claim: (row, decision) => {
      if (decision.kind === 'refused' || row.status !== 'deleted') return;
      const {
        usernameKey = row.usernameKey,
        ip = row.ip,
        accountNumber = row.accountNumber,
      } = decision.changes.columns;
      usernames.set(usernameKey, row);
      if (ip !== null) ips.set(ip, row);
      if (accountNumber !== null) accountNumbers.add(folded(accountNumber));
    },
  };
}
