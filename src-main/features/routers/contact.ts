import { eq } from 'drizzle-orm';
import type { RouterContact } from '#shared/contract/routers.ts';
import type { Query } from '../../store/index.ts';
import { router, routerContact } from '../../store/schema.ts';

const NEVER: RouterContact = {
  answeredAt: null,
  identity: null,
  version: null,
  board: null,
  uptimeSeconds: null,
  cpuLoad: null,
  sessions: null,
  failedAt: null,
  reason: null,
};

/** What routers last told of themselves, by id. */
export function contactsOf(orm: Query): (routerId: string) => RouterContact {
  const known = new Map(
    orm
      .select()
      .from(routerContact)
      .all()
      .map((row): [string, RouterContact] => [
        row.routerId,
        {
          answeredAt: row.answeredAt?.toISOString() ?? null,
          identity: row.identity,
          version: row.systemVersion,
          board: row.board,
          uptimeSeconds: row.uptimeSeconds,
          cpuLoad: row.cpuLoad,
          sessions: row.sessions,
          failedAt: row.failedAt?.toISOString() ?? null,
          reason: row.code === null ? null : { code: row.code, params: row.params ?? {} },
        },
      ]),
  );
  return (routerId) => known.get(routerId) ?? NEVER;
}

/** What a router says of itself when it is asked. */
export interface RouterFacts {
  readonly identity: string;
  readonly version: string;
  readonly board: string | null;
  readonly uptimeSeconds: number | null;
  readonly cpuLoad: number | null;
  readonly sessions: number | null;
}

/** Keeps that a router answered. */
export function keepAnswer(orm: Query, routerId: string, at: Date, facts: RouterFacts): void {
  const { version, ...told } = facts;
  keep(orm, routerId, { ...told, systemVersion: version, answeredAt: at, failedAt: null, code: null, params: null });
}

/** Keeps that it did not, and since when: the first of many failures. */
export function keepFailure(
  orm: Query,
  routerId: string,
  at: Date,
  { code, params }: { readonly code: string; readonly params: Readonly<Record<string, string | number>> },
): void {
  const before = orm.select().from(routerContact).where(eq(routerContact.routerId, routerId)).get();
  keep(orm, routerId, { failedAt: before?.failedAt ?? at, code, params: { ...params } });
}

function keep(orm: Query, routerId: string, row: Omit<typeof routerContact.$inferInsert, 'routerId'>): void {
  // Somebody may have removed the router while it was asked.
  if (!orm.select().from(router).where(eq(router.id, routerId)).get()) return;
  orm
    .insert(routerContact)
    .values({ routerId, ...row })
    .onConflictDoUpdate({ target: routerContact.routerId, set: row })
    .run();
}
