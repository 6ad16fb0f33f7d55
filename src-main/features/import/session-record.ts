import { and, asc, count, desc, eq, gte, inArray, ne } from 'drizzle-orm';
import { Choices, Step } from '#shared/domain/import/choices.ts';
import { importSession, importStep } from '../../store/schema.ts';
import type { Store, WriteTransaction } from '../../store/store.ts';

// An import session on disk: who opened which file, the reader's choices, the editing steps in their order. The rows are
// never here: the sealed file, the choices and the steps give them again.

export type SessionRecord = Omit<Row, 'choices'> & { readonly choices: Choices };

type Row = typeof importSession.$inferSelect;
type Unsealing = Pick<Store, 'query' | 'seal' | 'locked'>;

const COLUMN = 'import_session.choices';

/** One value for every row may be a password, so choices are sealed as steps are. */
export function sealedChoices({ seal }: Pick<Store, 'seal'>, id: string, choices: Choices): Buffer {
  return seal.seal(JSON.stringify(choices), id, COLUMN);
}

function recordOf({ seal, locked }: Unsealing, row: Row): SessionRecord {
  // While the folder is locked a session can be listed and discarded; its file cannot be read either.
  if (locked) return { ...row, choices: {} };
  return { ...row, choices: Choices.parse(JSON.parse(seal.open(row.choices, row.id, COLUMN).toString('utf8'))) };
}

export function sessionOf(store: Unsealing, id: string, reach: ReadonlySet<string>): SessionRecord | undefined {
  const found = store.query.select().from(importSession).where(eq(importSession.id, id)).get();
  return found && reach.has(found.operatorId) ? recordOf(store, found) : undefined;
}

/** Sessions of these operators that are not over, newest first. */
export function unfinishedSessions(store: Store, reach: ReadonlySet<string>): SessionRecord[] {
  return store.query
    .select()
    .from(importSession)
    .where(and(ne(importSession.state, 'done'), inArray(importSession.operatorId, [...reach])))
    .orderBy(desc(importSession.startedAt))
    .all()
    .map((found) => recordOf(store, found));
}

export function stepsOf(store: Pick<Store, 'query' | 'seal'>, session: string): Step[] {
  return store.query
    .select()
    .from(importStep)
    .where(eq(importStep.sessionId, session))
    .orderBy(asc(importStep.position))
    .all()
    .map(({ position, sealed }) =>
      Step.parse(JSON.parse(store.seal.open(sealed, `${session}/${position}`, 'sealed').toString('utf8'))),
    );
}

export function changeSession(
  tx: WriteTransaction,
  id: string,
  change: Partial<Omit<typeof importSession.$inferInsert, 'id'>>,
): void {
  tx.orm.update(importSession).set(change).where(eq(importSession.id, id)).run();
}

/** Adds a step after the first `position` ones; what had been undone from there on is gone. */
export function addStep(store: Store, session: string, position: number, step: Step): Promise<void> {
  return store.write((tx) => {
    dropSteps(tx, session, position);
    const sealed = store.seal.seal(JSON.stringify(step), `${session}/${position}`, 'sealed');
    tx.orm.insert(importStep).values({ sessionId: session, position, sealed }).run();
  });
}

export function dropSteps(tx: WriteTransaction, session: string, from: number): void {
  tx.orm
    .delete(importStep)
    .where(and(eq(importStep.sessionId, session), gte(importStep.position, from)))
    .run();
}

export function stepCount(store: Store, session: string): number {
  const found = store.query.select({ n: count() }).from(importStep).where(eq(importStep.sessionId, session)).get();
  return found?.n ?? 0;
}

export function deleteSession(tx: WriteTransaction, id: string): void {
  dropSteps(tx, id, 0);
  tx.orm.delete(importSession).where(eq(importSession.id, id)).run();
}
