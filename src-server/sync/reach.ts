import { hash } from 'node:crypto';
import { lineOf, reachOf as beneath } from '#shared/domain/operator/operator.ts';
import { type RecordKind, USED_FROM_BELOW } from '#shared/sync/rows.ts';
import type { Queries } from '../store/database.ts';

interface OperatorAt {
  readonly id: string;
  readonly parentId: string | null;
}

/** What an operator may see and use. */
export interface Reach {
  readonly operatorId: string;
  /** Itself and all beneath it: whose customers it works on. */
  readonly own: ReadonlySet<string>;
  /** Itself and those above it: whose packages, zones and so on its customers may have. */
  readonly line: ReadonlySet<string>;
  /** Whether it is the ISP itself: what belongs to nobody is the ISP's. */
  readonly isRoot: boolean;
  /** The same in short: another one sees others. */
  readonly fingerprint: string;
  /** An operator and those above it. */
  readonly lineOf: (operatorId: string) => ReadonlySet<string>;
}

/** The tenant check: every reading and every writing of a console goes by this. */
export async function reachOf(db: Queries, operatorId: string): Promise<Reach> {
  const operators = await db.query<OperatorAt>(
    `SELECT id, body->>'parentId' AS "parentId" FROM record WHERE kind = 'operator'`,
  );
  const root = operators.find(({ parentId }) => parentId === null);
  // Before its first push there is nobody but the operator of the console itself.
  const own = new Set([operatorId, ...beneath(operatorId, operators)]);
  const line = new Set([operatorId, ...lineOf(operatorId, operators)]);
  // Asked for each of many customers.
  const lines = new Map<string, ReadonlySet<string>>();
  return {
    operatorId,
    own,
    line,
    fingerprint: hash('sha256', JSON.stringify([[...own].sort(), [...line].sort()]), 'hex').slice(0, 32),
    // Before the first operator came, whoever is there first is the ISP.
    isRoot: root === undefined ? operators.length === 0 : root.id === operatorId,
    lineOf: (id) => {
      const known = lines.get(id) ?? lineOf(id, operators);
      lines.set(id, known);
      return known;
    },
  };
}

/** Whose customers are meant where one operator beneath another is asked about; without one, all within reach. */
export async function reachWithin(
  db: Queries,
  operatorId: string,
  beneathIt: string | undefined,
): Promise<Pick<Reach, 'own'>> {
  const reach = await reachOf(db, operatorId);
  if (beneathIt === undefined || beneathIt === operatorId) return reach;
  return reach.own.has(beneathIt) ? reachOf(db, beneathIt) : { own: new Set() };
}

/** Whether a record is told to whom this is the reach of: their own and the whole ISP's, and what is used from below. */
export const isTold = (
  { own, line }: Reach,
  { kind, operatorId }: { readonly kind: RecordKind; readonly operatorId: string | null },
): boolean => operatorId === null || own.has(operatorId) || (line.has(operatorId) && USED_FROM_BELOW.has(kind));
