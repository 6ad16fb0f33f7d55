import { lineOf, reachOf } from '#shared/domain/operator/operator.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';

type Reader = Pick<Store, 'reader'>;
type Acting = Pick<Actor, 'operatorId'>;

interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

const allOperators = ({ reader }: Reader): Node[] =>
  reader.prepare<[], Node>('SELECT id, parent_id AS parentId FROM operator').all();

/** The operators whose customers an actor sees and manages: its own and all beneath it. */
export function reachOfActor(store: Reader, { operatorId }: Acting): ReadonlySet<string> {
  return reachOf(operatorId, allOperators(store));
}

/** The operators whose packages, profiles, zones and blocks somebody within the actor's reach may use. */
export function usableByActor(store: Reader, { operatorId }: Acting): ReadonlySet<string> {
  const operators = allOperators(store);
  return new Set([...reachOf(operatorId, operators), ...lineOf(operatorId, operators)]);
}

/**
 * The condition that limits a query to the actor's reach, over a column with an operator's id; null when the actor sees
 * everything. Every query over customers has it, so that what lies outside answers exactly as what does not exist.
 */
export function reachCondition(
  store: Reader,
  { operatorId }: Acting,
  column: string,
): { readonly sql: string; readonly params: readonly string[] } | null {
  const operators = allOperators(store);
  // The admin's queries are the most frequent and the longest; a condition that always holds would only cost time.
  if (operators.some(({ id, parentId }) => id === operatorId && parentId === null)) return null;
  const reach = JSON.stringify([...reachOf(operatorId, operators)]);
  return { sql: `${column} IN (SELECT value FROM json_each(?))`, params: [reach] };
}

/**
 * The operator of a record as one whose records the actor may change. Throws Refusal with `code` for one outside the reach,
 * as for one that does not exist.
 */
export function ownerWithin(store: Reader, actor: Acting, operatorId: string, code: string): string {
  if (!reachOfActor(store, actor).has(operatorId)) throw new Refusal(code);
  return operatorId;
}
