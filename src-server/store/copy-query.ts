import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';

/** What pg's connections do besides what its types tell. */
interface CopyConnection {
  readonly stream: Writable;
  readonly query: (text: string) => void;
  readonly sendCopyFromChunk: (part: Buffer) => void;
  readonly endCopyFrom: () => void;
  readonly sendCopyFail: (why: string) => void;
}

/**
 * Appends rows by COPY. They are sent behind the statement without waiting for its answer: should PostgreSQL refuse it, it
 * passes over what comes behind, as its protocol has it. (pg-copy-streams waits for the answer, which a connection that sends
 * statements ahead cannot.)
 */
export async function copied(on: pg.ClientBase, into: string, parts: Iterable<Buffer>): Promise<void> {
  const query = new CopyQuery(into, parts);
  const done = once(query, 'end');
  on.query(query);
  await done;
}

class CopyQuery extends pg.Query {
  constructor(into: string, parts: Iterable<Buffer>) {
    const text = `COPY ${into} FROM STDIN WITH (FORMAT binary)`;
    super(text);
    this.submit = (connection) => {
      // Cast: what pg's own statements do with it, its types leave out.
      send(connection as unknown as CopyConnection, text, parts);
    };
  }

  /** The rows are under way already. */
  handleCopyInResponse(): void {}
}

function send(connection: CopyConnection, text: string, parts: Iterable<Buffer>): void {
  const { stream } = connection;
  stream.cork();
  connection.query(text);
  try {
    for (const part of parts) {
      connection.sendCopyFromChunk(part);
      stream.uncork();
      stream.cork();
    }
    connection.endCopyFrom();
  } catch (error) {
    // PostgreSQL fails the statement, and with it the transaction, in these words.
    connection.sendCopyFail(String(error));
  }
  stream.uncork();
}
