import type { Database } from 'better-sqlite3';

interface Node {
  readonly id: string;
  readonly depth: number;
}

/** The operator and those above it, nearest first: what it has not of its own is lent from there. */
export function operatorLine(db: Database, operatorId: string): readonly string[] {
  return db
    .prepare<[string], Node>(
      `WITH RECURSIVE line (id, parent_id, depth) AS (
         SELECT id, parent_id, 0 FROM operator WHERE id = ?
         UNION ALL
         SELECT operator.id, operator.parent_id, depth + 1 FROM operator JOIN line ON operator.id = line.parent_id
         WHERE depth < 10
       ) SELECT id, depth FROM line ORDER BY depth`,
    )
    .all(operatorId)
    .map(({ id }) => id);
}

/** Which operators each gateway serves, by the operator that owns it: its own, and those beneath that have none nearer. */
export function operatorsByGateway(db: Database): ReadonlyMap<string, readonly string[]> {
  const owners = new Set(db.prepare<[], string>('SELECT operator_id FROM message_gateway').pluck().all());
  const served = new Map([...owners].map((owner): [string, string[]] => [owner, []]));
  for (const id of db.prepare<[], string>('SELECT id FROM operator').pluck().all()) {
    const owner = operatorLine(db, id).find((one) => owners.has(one));
    if (owner !== undefined) served.get(owner)?.push(id);
  }
  return served;
}
