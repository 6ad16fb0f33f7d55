import type { Database } from 'better-sqlite3';
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { networkAddresses as contract } from '#shared/contract/office.ts';
import { countFree, firstFree } from '#shared/domain/ip/free.ts';
import { type Block, formatCidr, formatIpv4, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { mapOf } from '#shared/domain/ip/map.ts';
import { claimOn, offered } from '#shared/domain/ip/plan.ts';
import { beginningWith } from '#shared/domain/ip/prefix.ts';
import { common, sizeOf } from '#shared/domain/ip/stretches.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Query } from '../../store/index.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';
import { type BlockRow, blockRows } from './block-rows.ts';
import { countHolds, holdOf, holdsIn, isHeldByAnother, MOST_HOLDS, putHold, releaseHold } from './holds.ts';
import { occupancy } from './occupancy.ts';

type Asked = InferContractRouterInputs<typeof contract>;
type Answers = InferContractRouterOutputs<typeof contract>;

interface TakenRow {
  readonly ip: number;
  readonly id: string;
  readonly username: string;
  readonly operatorId: string;
}

/** The addresses of blocks one by one: which are free, who has which, and keeping one for a draft. */
export function addresses({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  /** A block that the actor may use; one of somebody else answers as one that does not exist. */
  const blockFor = (orm: Query, actor: Actor, id: string): BlockRow => {
    const row = blockRows(orm).find((one) => one.id === id);
    if (!row || !usableByActor(store, actor).has(row.operatorId)) throw new Refusal('record-unknown');
    return row;
  };

  /** What is held of a block by others than this draft, and by no customer yet. */
  const heldFromOthers = (db: Database, block: Block, draft: string | undefined): Set<number> =>
    new Set(
      holdsIn(db, block, now().getTime())
        .filter(({ draftId, ip }) => draftId !== draft && !isTaken(db, ip))
        .map(({ ip }) => ip),
    );

  const free = (actor: Actor, { block: id, prefix, draft, after, limit }: Asked['free']): Answers['free'] => {
    const block = blockFor(store.query, actor, id);
    const all = offered(block);
    const taken = occupancy(store.reader);
    const held = heldFromOthers(store.reader, block, draft);
    const from = after === undefined || after === '' ? 0 : addressOf(after) + 1;
    const asked = common(common(all, beginningWith(prefix ?? '')), [{ first: from, last: block.last }]);
    const wanted = limit ?? 100;
    // One more than is wanted tells whether there is more.
    const found = firstFree(asked, taken.of, held, wanted + 1);
    const addresses = found.slice(0, wanted).map(formatIpv4);
    return {
      free: countFree(all, taken.in, held),
      size: sizeOf(all),
      addresses,
      next: found.length > wanted ? (addresses.at(-1) ?? null) : null,
    };
  };

  const map = (actor: Actor, { block: id, from, limit }: Asked['map']): Answers['map'] => {
    const block = blockFor(store.query, actor, id);
    const first = Math.max(block.first, from === undefined || from === '' ? block.first : addressOf(from));
    const last = Math.min(block.last, first + (limit ?? 256) - 1);
    const reach = reachOfActor(store, actor);
    const takenBy = new Map(takenRows(store.reader, { first, last }).map((row) => [row.ip, row]));
    const held = new Set(holdsIn(store.reader, { first, last }, now().getTime()).map(({ ip }) => ip));
    const addresses = mapOf(
      block,
      { first, last },
      (ip) => takenBy.has(ip),
      (ip) => held.has(ip),
    ).map(({ ip, state }) => {
      const row = takenBy.get(ip);
      const seen = row && reach.has(row.operatorId) ? row : undefined;
      const range = state === 'reserved' ? block.reserved.find((one) => one.first <= ip && ip <= one.last) : undefined;
      return { ip: formatIpv4(ip), state, by: seen?.username ?? range?.note ?? null, customer: seen?.id ?? null };
    });
    return { addresses, next: last < block.last ? formatIpv4(last + 1) : null };
  };

  const hold = (actor: Actor, { draft, block: id, ip: typed }: Asked['hold']): Promise<Answers['hold']> =>
    store.write((tx) => {
      const at = now().getTime();
      const block = blockFor(tx.orm, actor, id);
      if (block.retiredAt !== null) throw new Refusal('block-retired', { block: formatCidr(block) });
      const before = holdOf(tx.db, draft, at);
      if (before && before.staffUserId !== actor.staffUserId) throw new Refusal('hold-elsewhere');
      const { staffUserId } = actor;
      if (countHolds(tx.db, { staffUserId, draftId: draft }, at) >= MOST_HOLDS) {
        throw new Refusal('holds-many', { count: MOST_HOLDS });
      }
      const ip =
        typed === undefined
          ? nextFree(tx.db, block, draft)
          : refuseNotFree(tx.db, actor, block, { ip: addressOf(typed), draft, at });
      const { until } = putHold(tx.db, { ip, draftId: draft, staffUserId }, at);
      return { ip: formatIpv4(ip), until: new Date(until).toISOString() };
    });

  const nextFree = (db: Database, block: BlockRow, draft: string): number => {
    const [ip] = firstFree(offered(block), occupancy(db).of, heldFromOthers(db, block, draft), 1);
    if (ip === undefined) throw new Refusal('block-full', { block: formatCidr(block) });
    return ip;
  };

  const refuseNotFree = (
    db: Database,
    actor: Actor,
    block: BlockRow,
    { ip, draft, at }: { readonly ip: number; readonly draft: string; readonly at: number },
  ): number => {
    const value = formatIpv4(ip);
    if (ip < block.first || ip > block.last) {
      throw new Refusal('ip-outside-pool', { value, block: formatCidr(block), context: 'block' });
    }
    const claim = claimOn(ip, block);
    if (claim === 'gateway') throw new Refusal('ip-taken', { value, context: 'gateway' });
    if (claim === 'edge') throw new Refusal('ip-reserved', { value, context: 'edge' });
    if (claim === 'reserved') throw new Refusal('ip-reserved', { value });
    // A customer whose own id is the draft's keeps what it has.
    const holder = takenRows(db, { first: ip, last: ip }).find((row) => row.id !== draft);
    if (holder) {
      // Whose it is, only those may know who see that customer.
      const isSeen = reachOfActor(store, actor).has(holder.operatorId);
      throw new Refusal('ip-taken', { value, ...(isSeen ? { by: holder.username, context: 'by' } : {}) });
    }
    if (isHeldByAnother(db, ip, draft, at)) throw new Refusal('ip-held', { value });
    return ip;
  };

  /** Only one's own: the draft of somebody else answers as one that holds nothing. */
  const release = (actor: Actor, { draft }: Asked['release']): Promise<Answers['release']> =>
    store.write((tx) => {
      const before = holdOf(tx.db, draft, now().getTime());
      return { released: before?.staffUserId === actor.staffUserId && releaseHold(tx.db, draft) };
    });

  return { free, map, hold, release };
}

/** Throws Refusal `invalid-ip`. */
function addressOf(typed: string): number {
  const ip = parseIpv4(typed);
  if (ip === null) throw new Refusal('invalid-ip', { value: typed });
  return ip;
}

const TAKEN = `SELECT ip, id, username, operator_id AS operatorId FROM customer
  WHERE ip BETWEEN ? AND ? AND status <> 'deleted' ORDER BY ip`;

const takenRows = (db: Database, { first, last }: Block): TakenRow[] =>
  db.prepare<[number, number], TakenRow>(TAKEN).all(first, last);

const isTaken = (db: Database, ip: number): boolean => takenRows(db, { first: ip, last: ip }).length > 0;
