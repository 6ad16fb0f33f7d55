import type { RouterFailure } from './failure.ts';
import type { Answer, Fields, Limits, Printed } from './menu.ts';
import { queryWords, type Query } from './query.ts';
import type { RowFeed } from './row-feed.ts';
import type { Session } from './session.ts';

/** A router that is logged in to, as menus and records. Every method rejects with a RouterError and nothing else. */
export class RouterSession {
  readonly #session: Session;
  /** The certificate that was believed; undefined on a plain line. */
  readonly fingerprint: string | undefined;

  constructor(session: Session, fingerprint: string | undefined) {
    this.#session = session;
    this.fingerprint = fingerprint;
  }

  get isOpen(): boolean {
    return this.#session.isOpen;
  }

  /** Resolves with the failure that ended the session; never rejects. */
  get closed(): Promise<RouterFailure> {
    return this.#session.closed;
  }

  /** Reads the rows of a menu: only the named fields, and only rows that the query matches. */
  async print<F extends string>(
    menu: string,
    fields: readonly F[],
    where?: Query,
    limits?: Limits,
  ): Promise<readonly Printed<F>[]> {
    const answer = await this.#session.run(listing(`${menu}/print`, fields, where), limits);
    // The router was asked for these fields alone, and each may be left out.
    return answer.rows as readonly Printed<F>[];
  }

  /** Adds a record; gives its `.id`, or undefined where the menu tells none. */
  async add(menu: string, fields: Fields, limits?: Limits): Promise<string | undefined> {
    return (await this.#session.run({ path: `${menu}/add`, fields }, limits)).ret;
  }

  /** Changes fields of a record. An empty value does not clear a field: `unset` does. */
  async set(menu: string, id: string, fields: Fields, limits?: Limits): Promise<void> {
    await this.#session.run({ path: `${menu}/set`, fields: { '.id': id, ...fields } }, limits);
  }

  /** Clears one field of a record. */
  async unset(menu: string, id: string, field: string, limits?: Limits): Promise<void> {
    await this.#session.run({ path: `${menu}/unset`, fields: { '.id': id, 'value-name': field } }, limits);
  }

  /** Removes a record. */
  async remove(menu: string, id: string, limits?: Limits): Promise<void> {
    await this.#session.run({ path: `${menu}/remove`, fields: { '.id': id } }, limits);
  }

  /** Any other command. */
  run(path: string, fields: Fields = {}, limits?: Limits): Promise<Answer> {
    return this.#session.run({ path, fields }, limits);
  }

  /** Rows of a menu as they change; one that was deleted carries `.dead`. Leaving the loop cancels it. */
  listen(menu: string, fields: readonly string[], where?: Query): RowFeed {
    return this.#session.listen(listing(`${menu}/listen`, fields, where));
  }

  /** Ends the session; what is in flight fails as closed by the caller. */
  close(): void {
    this.#session.end({ kind: 'closed', by: 'caller' });
  }
}

function listing(path: string, fields: readonly string[], where: Query | undefined) {
  const proplist = [...new Set(['.id', ...fields])].join(',');
  return { path, fields: { '.proplist': proplist }, query: where === undefined ? [] : queryWords(where) };
}
