import type { KeptRow } from './record-kind.ts';

interface OwnedRow extends KeptRow {
  readonly operatorId: string;
}

/** What a list tells of every record that an operator owns. */
export function ownedLine(row: OwnedRow, names: ReadonlyMap<string, string>, mayChange: boolean) {
  const { id, version, retiredAt, operatorId } = row;
  const operator = names.get(operatorId) ?? '';
  return { id, version, retiredAt: retiredAt?.toISOString() ?? null, mayChange, operator };
}

/** The same for a history: whose it is by name, and that it is retired. */
export function ownedShown({ operatorId, retiredAt }: OwnedRow, names: ReadonlyMap<string, string>) {
  // In place of the id, which says nothing to anybody.
  return { operatorId: null, operator: names.get(operatorId) ?? null, retired: retiredAt === null ? null : true };
}
