/** Something that must never be found in a store: each row of `sql` is one finding, `{}` of `sentence` its columns. */
export interface Invariant {
  readonly sentence: string;
  readonly sql: string;
}

/** [table, column, the table it refers to]. Sealed off by no foreign key, as a server may send rows in any order. */
const REFERENCES = [
  ['staff_user', 'operator_id', 'operator'],
  ['operator', 'parent_id', 'operator'],
  ['package', 'operator_id', 'operator'],
  ['billing_profile', 'operator_id', 'operator'],
  ['zone', 'operator_id', 'operator'],
  ['zone', 'parent_id', 'zone'],
  ['network_address', 'operator_id', 'operator'],
  ['package_address', 'package_id', 'package'],
  ['package_address', 'network_address_id', 'network_address'],
  ['customer', 'operator_id', 'operator'],
  ['customer', 'package_id', 'package'],
  ['customer', 'billing_profile_id', 'billing_profile'],
  ['customer', 'zone_id', 'zone'],
  ['customer', 'batch_id', 'import_batch'],
  ['customer', 'router_id', 'router'],
  ['network_address', 'router_id', 'router'],
  ['router', 'operator_id', 'operator'],
  ['device', 'customer_id', 'customer'],
  ['import_step', 'session_id', 'import_session'],
] as const;

const references = REFERENCES.map(([table, column, target]): Invariant => ({
  sentence: `{n} rows of ${table} have a ${column} that does not exist in ${target}, such as {value}.`,
  sql: `SELECT count(*) AS n, min(${column}) AS value FROM "${table}"
      WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT id FROM "${target}") HAVING count(*) > 0`,
}));

const ledger: readonly Invariant[] = [
  {
    // Payments stay when a customer is removed for good, and so does what takes one back.
    sentence: '{n} rows of ledger_entry have a customer_id that does not exist in customer, such as {value}.',
    sql: `SELECT count(*) AS n, min(customer_id) AS value FROM ledger_entry
      WHERE kind NOT IN ('payment', 'reversal') AND customer_id NOT IN (SELECT id FROM customer) HAVING count(*) > 0`,
  },
];

/** The rows of the search index; its own table would be read as text, which it does not keep. */
const INDEXED = 'SELECT id FROM customer_search_docsize';

const search: readonly Invariant[] = [
  {
    sentence: '{n} customers cannot be found by a search, such as {username}.',
    sql: `SELECT count(*) AS n, min(username) AS username FROM customer
      WHERE status <> 'deleted' AND seq NOT IN (${INDEXED}) HAVING count(*) > 0`,
  },
  {
    sentence: '{n} rows of the search index belong to no customer, such as {id}.',
    sql: `SELECT count(*) AS n, min(id) AS id FROM customer_search_docsize
      WHERE id NOT IN (SELECT seq FROM customer) HAVING count(*) > 0`,
  },
];

const customers: readonly Invariant[] = [
  {
    sentence: '{n} customers that are not deleted have the username {username}.',
    sql: `SELECT count(*) AS n, min(username) AS username FROM customer
      WHERE status <> 'deleted' GROUP BY username_key HAVING count(*) > 1 LIMIT 20`,
  },
  {
    sentence: '{n} customers that are not deleted have one address, such as {username}.',
    sql: `SELECT count(*) AS n, min(username) AS username FROM customer
      WHERE status <> 'deleted' AND ip IS NOT NULL GROUP BY ip HAVING count(*) > 1 LIMIT 20`,
  },
  {
    sentence: '{n} customers have a state that their reason or their deletion do not go with, such as {username}.',
    sql: `SELECT count(*) AS n, min(username) AS username FROM customer
      WHERE (suspended_reason IS NOT NULL AND status <> 'suspended') OR (deleted_at IS NOT NULL AND status <> 'deleted')
      HAVING count(*) > 0`,
  },
  {
    sentence: 'The ledger of {n} customers does not add up to an amount, such as that of {customer}.',
    sql: `SELECT count(*) AS n, min(customer_id) AS customer FROM (
        SELECT customer_id FROM ledger_entry GROUP BY customer_id
        HAVING sum(typeof(amount) <> 'integer') > 0 OR abs(total(amount)) > 9007199254740991
      ) HAVING count(*) > 0`,
  },
];

/** How many of a batch were taken back, or removed for good long after they were deleted. */
const REMOVED = `(SELECT sum(after ->> 'removed') FROM audit WHERE entity = 'import-batch' AND entity_id = b.id
  AND action IN ('import.undo', 'customer.purge'))`;

const batches: readonly Invariant[] = [
  {
    sentence: 'The import of {file} says that it created {imported} customers, but {found} have its mark.',
    sql: `SELECT file_name AS file, imported, found FROM (
        SELECT *, (SELECT count(*) FROM customer WHERE batch_id = b.id) AS found, ${REMOVED} AS removed
        FROM import_batch b
      ) WHERE state <> 'undone' AND found + coalesce(removed, 0) <> imported`,
  },
  {
    sentence: 'The import of {file} created {imported} customers; {removed} were taken back, but {found} are left.',
    sql: `SELECT file_name AS file, imported, removed, found FROM (
        SELECT *, (SELECT count(*) FROM customer WHERE batch_id = b.id) AS found,
          ${REMOVED} AS removed
        FROM import_batch b
      ) WHERE state = 'undone' AND found + coalesce(removed, 0) <> imported`,
  },
  {
    sentence:
      'The import of {file} had {rows} rows, but {imported} imported, {failed} failed and {skipped} skipped are not as many.',
    sql: `SELECT file_name AS file, rows, imported, failed, skipped FROM import_batch
      WHERE state = 'complete' AND imported + failed + skipped <> rows`,
  },
  {
    // A console that works with a server forgets what was told.
    sentence: 'The import of {file} created {imported} customers, but the journal carries {records} of them.',
    sql: `SELECT file_name AS file, imported, records FROM (
        SELECT b.*, sum(j.records) AS records FROM import_batch b
        JOIN sync_journal j ON j.batch_id = b.id AND j.name = 'customers.add' GROUP BY b.id
      ) WHERE records <> imported AND NOT EXISTS (SELECT 1 FROM sync_server)`,
  },
];

const runs: readonly Invariant[] = [
  {
    sentence: 'The run {run} has {total} customers, but {found} results.',
    sql: `SELECT id AS run, total, (SELECT count(*) FROM action_result WHERE run_id = r.id) AS found FROM action_run r
      WHERE total <> found`,
  },
  {
    sentence:
      '{n} results of runs are of no run, wait in one that is done, or lack what takes them back, such as of {run}.',
    sql: `SELECT count(*) AS n, min(run_id) AS run FROM action_result LEFT JOIN action_run r ON r.id = run_id
      WHERE r.id IS NULL OR (r.state = 'done' AND action_result.state = 'waiting')
        OR (action_result.state IN ('applied', 'undone') AND (before IS NULL OR version_after IS NULL))
      HAVING count(*) > 0`,
  },
];

const messages: readonly Invariant[] = [
  {
    sentence: 'There are {found} messages of the state {state}, but {count} are counted.',
    sql: `SELECT state, coalesce(found, 0) AS found, coalesce(count, 0) AS count
      FROM (SELECT state, count(*) AS found FROM message GROUP BY state)
      FULL JOIN (SELECT state, sum(count) AS count FROM message_count GROUP BY state) USING (state)
      WHERE coalesce(found, 0) <> coalesce(count, 0)`,
  },
];

const audit: Invariant = {
  sentence: 'Lines of the audit are missing: the last has the number {last}, but there are {n}.',
  sql: 'SELECT max(seq) AS last, count(*) AS n FROM audit HAVING count(*) > 0 AND (max(seq) <> count(*) OR min(seq) <> 1)',
};

export const invariants: readonly Invariant[] = [
  ...references,
  ...ledger,
  ...search,
  ...customers,
  ...batches,
  ...runs,
  ...messages,
  audit,
];
