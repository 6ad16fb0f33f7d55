import type { Database } from 'better-sqlite3';
import { treeOrder } from '#shared/domain/zone/tree.ts';

interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

/** The ids of a table that is a tree, each behind the one above it. */
export const parentsFirst =
  (table: 'operator' | 'zone') =>
  (db: Database): readonly string[] =>
    treeOrder(db.prepare<[], Node>(`SELECT id, parent_id AS parentId FROM ${table} ORDER BY id`).all()).map(
      ({ row }) => row.id,
    );
