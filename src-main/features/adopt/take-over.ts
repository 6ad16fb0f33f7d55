import { adoptStep } from '#shared/domain/provisioning/difference.ts';
import { customerMarker, markedCustomer } from '#shared/domain/provisioning/marker.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { eachAtOnce, isTrap, RouterError, type RouterSession } from '../../routeros/index.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { customerWriter } from '../customers/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { queueAgain } from '../provisioning/index.ts';
import { type RouterLines, type RouterRow, routerRefusal } from '../routers/index.ts';
import { type FoundMatch, matchedOn } from './matching.ts';
import { foundId, readFound } from './read-found.ts';

export interface TakeOverDeps extends Pick<FeatureDeps, 'store' | 'now' | 'newId'> {
  readonly lines: RouterLines;
}

export interface TakenOver {
  readonly adopted: number;
  readonly failed: number;
  readonly reason: { readonly code: string; readonly params: Record<string, string | number> } | null;
}

/** Customers after which other work is let through. */
const TURN = 500;

/**
 * Marks records as those of the customers whom they match. What counts is what is read back, also when the line broke in
 * between. Throws a Refusal for what keeps the router from being read or written at all.
 */
export async function takeOver(
  deps: TakeOverDeps,
  actor: Actor,
  routerId: string,
  asked: 'all' | readonly string[],
): Promise<TakenOver> {
  const { store, lines } = deps;
  const ids = asked === 'all' ? null : new Set(asked);
  const markSome = async (session: RouterSession, row: RouterRow) => {
    // Where a RADIUS server answers, no record of ours belongs on the router: what is taken over would be taken away.
    if (row.authentication === 'radius') throw new Refusal('adopt-radius', { router: row.name });
    const { others } = await matchedOn(store, actor, session, row);
    const some = others.filter(({ found, match }) => match && (ids?.has(foundId(found)) ?? true));
    return { some, reason: await mark(session, some, row.name) };
  };
  const marked = await lines.with(routerId, markSome, { to: 'write' });
  const there = await lines.with(routerId, (session) => readFound(session));
  const standing = new Map(there.map((found) => [foundId(found), markedCustomer(found.record['comment'])]));
  const adopted = marked.some.flatMap(({ found, match }) =>
    match && standing.get(foundId(found)) === match.customer.id ? [match.customer.id] : [],
  );
  await store.write((tx) => belongHere(deps, tx, actor, routerId, adopted));
  const failed = marked.some.length - adopted.length;
  const reason =
    failed === 0 || !marked.reason ? null : { code: marked.reason.code, params: { ...marked.reason.params } };
  return { adopted: adopted.length, failed, reason };
}

/** Writes the markers. Answers the first thing that was refused; after the line has broken nothing more is tried. */
async function mark(session: RouterSession, some: readonly FoundMatch[], router: string): Promise<Refusal | null> {
  let reason: Refusal | null = null;
  await eachAtOnce(some, async ({ found: { menu, record }, match }) => {
    if (!match || !session.isOpen) return;
    const marker = customerMarker(match.customer.id);
    const step = adoptStep(menu, record, marker);
    if (step.kind !== 'set' || step.fields['comment'] === record['comment']) return;
    try {
      await session.set(menu, step.id, step.fields);
    } catch (error) {
      if (!(error instanceof RouterError)) throw error;
      reason = routerRefusal(error.failure, router);
      if (!isTrap(error)) session.close();
    }
  });
  return reason;
}

interface CustomerRow {
  readonly seq: number;
  readonly id: string;
  readonly operatorId: string;
  readonly version: number;
  readonly chosen: string | null;
  readonly routerId: string | null;
}

/** Lets customers belong to the router that their records stand on, and queues them for it. */
async function belongHere(
  { now, newId }: TakeOverDeps,
  tx: WriteTransaction,
  actor: Actor,
  routerId: string,
  adopted: readonly string[],
): Promise<void> {
  const at = now();
  const writer = customerWriter(tx, at.getTime());
  const reach = reachOfActor({ reader: tx.db }, actor);
  const customerOf = tx.db.prepare<[string], CustomerRow>(
    `SELECT seq, id, operator_id AS operatorId, version, customer.router_id AS chosen, customer_router.router_id AS routerId
     FROM customer JOIN customer_router ON customer_id = id WHERE id = ? AND customer.status <> 'deleted'`,
  );
  for (const [index, id] of adopted.entries()) {
    if (index % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
    const row = customerOf.get(id);
    if (!row || !reach.has(row.operatorId) || row.routerId === routerId) continue;
    writer.write(
      row,
      { columns: { routerId } },
      {
        actor,
        action: 'customer.change',
        before: { routerId: row.chosen },
        after: { routerId },
        uid: newId(),
        what: 'change',
      },
    );
  }
  queueAgain(tx.db, routerId, adopted, at);
}
