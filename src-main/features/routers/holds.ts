import type { Database } from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import type { RouterHolder } from '#shared/contract/routers.ts';
import type { HoldReply, HoldRequest } from '#shared/sync/routers.ts';
import { Refusal } from '../../refusal.ts';
import { JOINED, type Query } from '../../store/index.ts';
import { syncRouter, syncServer } from '../../store/schema.ts';

// One console holds a router: it alone writes to it and enforces there what was paid. The central server says which one; a
// console that works alone holds all of its own, and one without a line those that it held.

interface Row {
  readonly routerId: string;
  readonly held: 0 | 1;
  readonly console: string | null;
  readonly since: number | null;
}

const rowsOf = (db: Database): ReadonlyMap<string, Row> =>
  new Map(
    db
      .prepare<[], Row>('SELECT router_id AS routerId, held, by_console AS console, since FROM sync_router')
      .all()
      .map((row) => [row.routerId, row]),
  );

/** Who holds each router; null: the console works alone. */
export function holdersOf(db: Database): (routerId: string) => RouterHolder | null {
  if (db.prepare<[], 0 | 1>(`SELECT ${JOINED}`).pluck().get() !== 1) return () => null;
  const known = rowsOf(db);
  return (routerId) => {
    const row = known.get(routerId);
    if (row?.held === 1) return { who: 'here', console: row.console };
    return row?.since == null ? { who: 'nobody', console: null } : { who: 'elsewhere', console: row.console };
  };
}

/** Throws Refusal `router-held-elsewhere` for a router that this console may not write to. */
export function refuseUnheld(db: Database, { id, name }: { readonly id: string; readonly name: string }): void {
  const holder = holdersOf(db)(id);
  if (holder === null || holder.who === 'here') return;
  throw new Refusal('router-held-elsewhere', heldParams(name, holder));
}

/** What the sentence that tells of it needs. */
export const heldParams = (router: string, { who, console }: Pick<RouterHolder, 'who' | 'console'>) => ({
  router,
  console: console ?? '',
  context: who === 'nobody' ? 'nobody' : console === null ? 'unnamed' : 'named',
});

/** A router that was made on this console: nobody else can know it before the server is told. */
export function holdNew(orm: Query, routerId: string): void {
  const server = orm.select().from(syncServer).where(eq(syncServer.state, 'joined')).get();
  if (!server) return;
  orm.insert(syncRouter).values({ routerId, wanted: true, held: true, byConsole: server.consoleName }).run();
}

/**
 * The routers of a console that has joined: those that were its own alone it holds at once, those that are the server's too it
 * asks for. `known`: the ids of those that the server has.
 */
export function holdOwn(db: Database, known: ReadonlySet<string>): void {
  const insert = db.prepare(
    `INSERT OR REPLACE INTO sync_router (router_id, wanted, held, by_console)
     SELECT ?, 1, ?, console_name FROM sync_server`,
  );
  db.exec('DELETE FROM sync_router');
  for (const id of db.prepare<[], string>('SELECT id FROM router').pluck().all())
    insert.run(id, Number(!known.has(id)));
}

/** Every router, to be asked for or after. */
export function holdsAsked(db: Database): HoldRequest['routers'] {
  return db
    .prepare<[], { readonly id: string; readonly want: 0 | 1 }>(
      `SELECT id, coalesce(wanted, 0) AS want FROM router LEFT JOIN sync_router ON router_id = id ORDER BY id`,
    )
    .all()
    .map(({ id, want }) => ({ id, want: want === 1, take: false }));
}

type Told = HoldReply['routers'][number];

/** One that is wanted and given to nobody is not known at the server, so that nobody else can have it either. */
const isHeld = ({ held, by }: Told, was: boolean): boolean => held || (was && by === null);

/** Whether something that the server tells is another than what is known. */
export function isNews(db: Database, told: readonly Told[]): boolean {
  const known = rowsOf(db);
  return told.some((one) => {
    const { held = 0, since = null, console = null } = known.get(one.id) ?? {};
    const was = held === 1;
    return isHeld(one, was) !== was || (one.by !== null && (since !== one.by.since || console !== one.by.console));
  });
}

/**
 * Keeps what the server told of routers. Of one that is held from now on everybody is brought up to date: others have worked
 * there meanwhile. What failed on one that is lost is nothing that anybody here could mend.
 */
export function keepHolds(db: Database, told: readonly Told[], at: number): void {
  const before = db.prepare<[string], 0 | 1>('SELECT held FROM sync_router WHERE router_id = ?').pluck();
  // What was held is wanted from then on, also after it was lost.
  const keep = db.prepare(
    `INSERT INTO sync_router (router_id, wanted, held, by_console, since) VALUES (@id, @held, @held, @console, @since)
     ON CONFLICT DO UPDATE SET wanted = max(wanted, excluded.held), held = excluded.held,
       by_console = excluded.by_console, since = excluded.since`,
  );
  db.exec('DELETE FROM sync_router WHERE router_id NOT IN (SELECT id FROM router)');
  const isThere = db.prepare('SELECT 1 FROM router WHERE id = ?');
  for (const one of told) {
    const { id, by } = one;
    if (isThere.get(id) === undefined) continue;
    const was = before.get(id) === 1;
    const held = isHeld(one, was);
    if (held && by === null) continue;
    keep.run({ id, held: Number(held), console: by?.console ?? null, since: by?.since ?? null });
    if (held && !was) queueEverybody(db, id, at);
    else if (!held && was) forgetFailures(db, id);
  }
}

const ANEW = `state = 'queued', generation = generation + 1, queued_at = @at, ended_at = NULL, attempts = 0, code = NULL,
  params = NULL`;

function queueEverybody(db: Database, router: string, at: number): void {
  db.prepare(`UPDATE provisioning SET ${ANEW} WHERE router_id = @router`).run({ router, at });
  db.prepare(
    `INSERT INTO provisioning (customer_id, router_id, state, queued_at)
       SELECT customer_id, router_id, 'queued', @at FROM customer_router
       WHERE router_id = @router AND status NOT IN ('pending', 'deleted') ON CONFLICT DO NOTHING`,
  ).run({ router, at });
}

function forgetFailures(db: Database, router: string): void {
  db.prepare(
    `UPDATE provisioning SET state = 'queued', attempts = 0, ended_at = NULL, code = NULL, params = NULL
     WHERE router_id = ? AND state = 'failed'`,
  ).run(router);
}
