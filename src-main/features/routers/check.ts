import { eq } from 'drizzle-orm';
import type { RouterCheck } from '#shared/contract/routers.ts';
import type { DriftCounts } from '#shared/domain/provisioning/drift.ts';
import type { Query } from '../../store/index.ts';
import { router, routerCheck } from '../../store/schema.ts';

/** What a comparison has found. */
export interface Comparison extends DriftCounts {
  /** Records of customers that are as they should be. */
  readonly matching: number;
}

export const NEVER_CHECKED: RouterCheck = { compared: null, unread: null };

/** What the last comparison of each router has found, by id. */
export function checksOf(orm: Query): (routerId: string) => RouterCheck {
  const known = new Map(
    orm
      .select()
      .from(routerCheck)
      .all()
      .map((row) => [row.routerId, checkOf(row)]),
  );
  return (routerId) => known.get(routerId) ?? NEVER_CHECKED;
}

function checkOf(row: typeof routerCheck.$inferSelect): RouterCheck {
  const { comparedAt, failedAt, code, params, matching, missing, different, extra, unknown, foreign } = row;
  return {
    compared: comparedAt && {
      at: comparedAt.toISOString(),
      ...{ matching, missing, different, extra, unknown, foreign },
    },
    unread:
      failedAt && code !== null ? { since: failedAt.toISOString(), reason: { code, params: params ?? {} } } : null,
  };
}

/** Keeps what a comparison has found, whoever asked for it. */
export function keepComparison(orm: Query, routerId: string, at: Date, found: Comparison): void {
  keep(orm, routerId, {
    ...found,
    comparedAt: at,
    ...{ attempts: 0, triedAt: null, failedAt: null, code: null, params: null },
  });
}

/** Keeps that a router could not be read for its comparison, and since when: the first of many failures. */
export function keepUnread(
  orm: Query,
  routerId: string,
  at: Date,
  { code, params }: { readonly code: string; readonly params: Readonly<Record<string, string | number>> },
): void {
  const before = orm.select().from(routerCheck).where(eq(routerCheck.routerId, routerId)).get();
  keep(orm, routerId, {
    attempts: (before?.attempts ?? 0) + 1,
    triedAt: at,
    failedAt: before?.failedAt ?? at,
    code,
    params: { ...params },
  });
}

function keep(orm: Query, routerId: string, row: Omit<typeof routerCheck.$inferInsert, 'routerId'>): void {
  // Somebody may have removed the router while it was read.
  if (!orm.select().from(router).where(eq(router.id, routerId)).get()) return;
  orm
    .insert(routerCheck)
    .values({ routerId, ...row })
    .onConflictDoUpdate({ target: routerCheck.routerId, set: row })
    .run();
}
