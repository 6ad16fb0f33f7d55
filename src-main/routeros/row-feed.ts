import { RouterError, type RouterFailure } from './failure.ts';
import type { Row } from './reply.ts';

/** Rows on their way from a listening command to whoever reads them. Bounded: the line is shared, so it is never held up. */
export class RowFeed implements AsyncIterableIterator<Row, undefined> {
  readonly #limit: number;
  readonly #stop: () => void;
  #rows: Row[] = [];
  #waiting: { resolve: (row: IteratorResult<Row, undefined>) => void; reject: (error: Error) => void }[] = [];
  #end: RouterFailure | 'done' | undefined;

  constructor(limit: number, stop: () => void) {
    this.#limit = limit;
    this.#stop = stop;
  }

  /** Hands on one row; false when nobody took so many that there is no room. */
  offer(row: Row): boolean {
    const first = this.#waiting.shift();
    if (first !== undefined) first.resolve({ done: false, value: row });
    else if (this.#rows.length >= this.#limit) return false;
    else this.#rows.push(row);
    return true;
  }

  /** Ends the feed; rows that already came are still read, then the failure is told once. */
  end(how: RouterFailure | 'done'): void {
    if (this.#end !== undefined) return;
    this.#end = how;
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (how === 'done') resolve({ done: true, value: undefined });
      else reject(new RouterError(how));
    }
  }

  next(): Promise<IteratorResult<Row, undefined>> {
    const row = this.#rows.shift();
    if (row !== undefined) return Promise.resolve({ done: false, value: row });
    if (this.#end === undefined) return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    const end = this.#end;
    this.#end = 'done';
    return end === 'done' ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(new RouterError(end));
  }

  /** Stops listening: the router is told, and no row comes any more. Leaving a `for await` does this. */
  return(): Promise<IteratorResult<Row, undefined>> {
    this.#rows = [];
    if (this.#end === undefined) this.#stop();
    this.end('done');
    this.#end = 'done';
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
