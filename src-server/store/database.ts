/** A connection to PostgreSQL, or a transaction over one. */
export interface Queries {
  /**
   * The rows of one statement; parameters are `$1`, `$2` …, and nothing is ever put into the text. A list holds
   * texts, numbers, booleans or bytes. Numbers of 64 bits arrive as numbers, bytes as Uint8Array, JSON as what it says.
   */
  query<Row>(text: string, params?: readonly unknown[]): Promise<readonly Row[]>;
}

/** The central server's database: one that runs within it (for a trial), or a PostgreSQL of its own. */
export interface Database extends Queries {
  readonly kind: 'embedded' | 'postgresql';
  /** Runs several statements without parameters, as a migration does. */
  run(sql: string): Promise<void>;
  /** A job that throws or rejects leaves nothing behind. Never call it inside a job. */
  transaction<T>(job: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Valid until its job ends. What is asked before an answer has come is done behind it, in the order in which it was asked; once
 * something has failed, so has all that stands behind it.
 */
export interface Transaction extends Queries {
  run(sql: string): Promise<void>;
  /** Appends rows to a table (`"name" ("column", …)`), in the binary form of COPY (copy-rows.ts). */
  copy(into: string, parts: Iterable<Buffer>): Promise<void>;
}
