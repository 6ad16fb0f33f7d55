import type { Database } from 'better-sqlite3';
import type { ActionRun, ActionTerms } from '#shared/contract/actions.ts';
import { ACTIONS, type CustomerAction } from '#shared/domain/customer/actions.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import type { RunCounts } from './run-counts.ts';

/** A run as it was asked for. */
export interface RunRecord {
  readonly id: string;
  readonly operatorId: string;
  readonly staffUserId: string;
  readonly action: CustomerAction;
  readonly terms: Buffer;
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly at: number;
  readonly undoes: string | null;
  /** The run that was tried first, whose failures this one tries again. */
  readonly retries: string | null;
}

/** Whether what a run was to do to a customer was done, by it or by any retry of it: it is not done twice. */
export function triedAlready(db: Database, first: string): (customerId: string) => boolean {
  const applied = db.prepare<[string, string, string]>(
    `SELECT 1 FROM action_result JOIN action_run ON action_run.id = run_id
     WHERE customer_id = ? AND action_result.state = 'applied' AND (run_id = ? OR retries = ?) LIMIT 1`,
  );
  return (customerId) => applied.get(customerId, first, first) !== undefined;
}

/** What is sealed of a run: the terms, and a digest of what was asked for, to tell a repeated request from another one. */
export interface SealedTerms {
  readonly terms: ActionTerms;
  readonly digest: string;
}

const RUN = `SELECT id, operator_id AS operatorId, staff_user_id AS staffUserId, action, terms, state, total, at, undoes,
  retries FROM action_run`;
const COLUMN = 'action_run.terms';

export function runRecord(db: Database, id: string): RunRecord | null {
  return db.prepare<[string], RunRecord>(`${RUN} WHERE id = ?`).get(id) ?? null;
}

/** The run, if it is of the actor's operator or one beneath. Throws Refusal `action-run-unknown`. */
export function runWithin(store: Store, actor: Actor, id: string): RunRecord {
  const run = runRecord(store.reader, id);
  if (run && reachOfActor(store, actor).has(run.operatorId)) return run;
  throw new Refusal('action-run-unknown');
}

export function unfinishedRuns({ reader }: Pick<Store, 'reader'>): readonly RunRecord[] {
  return reader.prepare<[], RunRecord>(`${RUN} WHERE state = 'running' ORDER BY at, id`).all();
}

/** Runs within the actor's reach, the latest first. */
export function recentRuns(store: Store, actor: Actor, limit: number): readonly RunRecord[] {
  const reach = JSON.stringify([...reachOfActor(store, actor)]);
  return store.reader
    .prepare<[string, number], RunRecord>(
      `${RUN} WHERE operator_id IN (SELECT value FROM json_each(?)) ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(reach, limit);
}

export const sealTerms = ({ seal }: Pick<Store, 'seal'>, id: string, terms: SealedTerms): Buffer =>
  seal.seal(JSON.stringify(terms), id, COLUMN);

/** Throws Refusal `key-locked` or `store-sealed-damaged`. */
export function openTerms({ seal }: Pick<Store, 'seal'>, { id, terms }: Pick<RunRecord, 'id' | 'terms'>): SealedTerms {
  // Cast: only `sealTerms` makes what opens here.
  return JSON.parse(seal.open(terms, id, COLUMN).toString('utf8')) as SealedTerms;
}

export type ResultState = 'waiting' | 'applied' | 'refused' | 'failed' | 'undone';

/** As many results as are looked at to see whether a customer is still as the run left it. */
const LOOKED_AT = 1000;

/** The run as it stands now. */
export function runOf(store: Store, counts: RunCounts, asked: RunRecord): ActionRun {
  const { reader } = store;
  // Read anew: it may have gone on since.
  const run = runRecord(reader, asked.id) ?? asked;
  const { id, action, state, total, undoes } = run;
  const { applied, refused, failed, undone } = counts.of(run);
  const by = reader.prepare<[string], string>('SELECT name FROM staff_user WHERE id = ?').pluck();
  const canUndo = state === 'done' && undoes === null && ACTIONS[action].isUndoable && isAnyAsLeft(reader, id, applied);
  return {
    ...{ id, action, state, total, applied, refused, failed, undone, canUndo, undoes },
    at: new Date(run.at).toISOString(),
    by: by.get(run.staffUserId) ?? '',
  };
}

function isAnyAsLeft(db: Database, run: string, applied: number): boolean {
  // Of many, some will be; the undo tells of each.
  if (applied > LOOKED_AT) return true;
  return (
    db
      .prepare<[string]>(
        `SELECT 1 FROM action_result AS result JOIN customer ON customer.id = customer_id
         WHERE run_id = ? AND state = 'applied' AND version = version_after LIMIT 1`,
      )
      .get(run) !== undefined
  );
}
