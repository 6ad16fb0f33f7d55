import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OpenLine } from './open-line.ts';

/** Keeps one line to the server, and opens a new one when that has ended. */
export class LineAgent extends Agent {
  readonly #open: (signal: AbortSignal) => Promise<OpenLine>;
  /** Of the request that is under way; there is one at a time. */
  signal: AbortSignal = new AbortController().signal;
  /** The line that was opened last. */
  line: OpenLine | null = null;

  constructor(open: (signal: AbortSignal) => Promise<OpenLine>) {
    super({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });
    this.#open = open;
  }

  override createConnection(_options: unknown, opened?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#open(this.signal).then(
      (line) => {
        this.line = line;
        opened?.(null, line.socket);
      },
      // With an error there is no stream, which the types do not know.
      (error: unknown) => (opened as ((error: unknown) => void) | undefined)?.(error),
    );
  }
}
