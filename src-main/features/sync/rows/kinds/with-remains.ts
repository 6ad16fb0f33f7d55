import { type Column, getTableName } from 'drizzle-orm';
import type { RowKind } from './row-kind.ts';

/** The same kind, with rows of other tables that go with a record: those whose column names it. */
export const withRemains = (kind: RowKind, columns: readonly Column[]): RowKind => ({
  ...kind,
  remover: (tx) => {
    const remove = kind.remover(tx);
    const others = columns.map(({ name, table }) =>
      tx.db.prepare<[string]>(`DELETE FROM "${getTableName(table)}" WHERE "${name}" = ?`),
    );
    return (id) => {
      for (const statement of others) statement.run(id);
      remove(id);
    };
  },
});
