import type { RowProblem } from '../../../contract/import.ts';
import { Occurrences } from '../occurrences.ts';
import type { Existing, LookUp } from '../reference.ts';
import { problem } from './row-in-hand.ts';

/** What of a row must be its own. */
export interface RowKeys {
  readonly username: string | null;
  readonly phone: string | null;
  readonly ip: number | null;
}

/**
 * What rows and customers may not share: usernames, addresses, and (a warning) phones. Only the later row of two carries
 * the problem. Rows are positions in the table.
 */
export class AcrossRows {
  readonly #lookUp: LookUp;
  readonly #usernames = new Occurrences<string>();
  readonly #phones = new Occurrences<string>();
  readonly #ips = new Occurrences<number>();
  readonly #existing = {
    usernames: new Map<string, 'live' | 'deleted'>(),
    phones: new Set<string>(),
    ips: new Set<number>(),
  };
  #asked = noKeys();

  constructor(lookUp: LookUp) {
    this.#lookUp = lookUp;
  }

  /** Takes a row in. Rows that have become duplicates by it go to `disturbed`. Call `ask` after the last. */
  add({ username, phone, ip }: RowKeys, row: number, disturbed: Set<number>): void {
    if (username !== null) take(username, row, this.#usernames, this.#asked.usernames, disturbed);
    if (phone !== null) take(phone, row, this.#phones, this.#asked.phones, disturbed);
    if (ip !== null) take(ip, row, this.#ips, this.#asked.ips, disturbed);
  }

  /** Takes a row out. Rows that are no duplicates any more go to `disturbed`. */
  remove({ username, phone, ip }: RowKeys, row: number, disturbed: Set<number>): void {
    if (username !== null) note(this.#usernames.remove(username, row), disturbed);
    if (phone !== null) note(this.#phones.remove(phone, row), disturbed);
    if (ip !== null) note(this.#ips.remove(ip, row), disturbed);
  }

  /** Asks the store for the keys that came in and were never asked for. */
  ask(): void {
    const keys = this.#asked;
    if (keys.usernames.length + keys.phones.length + keys.ips.length === 0) return;
    this.#asked = noKeys();
    const { usernames, phones, ips }: Existing = this.#lookUp(keys);
    for (const [key, state] of usernames) this.#existing.usernames.set(key, state);
    for (const key of phones) this.#existing.phones.add(key);
    for (const key of ips) this.#existing.ips.add(key);
  }

  /** Whether the row shares nothing: most do not, and need no list. */
  isAlone({ username, phone, ip }: RowKeys, row: number): boolean {
    if (this.#usernames.isLater(row) || this.#phones.isLater(row) || this.#ips.isLater(row)) return false;
    const { usernames, phones, ips } = this.#existing;
    if (usernames.size > 0 && username !== null && usernames.has(username)) return false;
    if (phones.size > 0 && phone !== null && phones.has(phone)) return false;
    return ips.size === 0 || ip === null || !ips.has(ip);
  }

  /** `valueOf` gives the text of a cell as the person wrote it, `numberOf` the number of a row in the file. */
  problems(
    keys: RowKeys,
    row: number,
    valueOf: (field: 'username' | 'phone' | 'ip') => string,
    numberOf: (row: number) => number,
  ): RowProblem[] {
    const { username, phone, ip } = keys;
    const found: RowProblem[] = [];
    const other = (first: number | null): { otherRow: number } | null =>
      first === null ? null : { otherRow: numberOf(first) };
    if (username !== null) {
      const twin = other(this.#usernames.firstBefore(username, row));
      if (twin) found.push(problem('username', 'duplicate-in-file', valueOf('username'), twin));
      const state = this.#existing.usernames.get(username);
      if (state) {
        const code = state === 'live' ? 'duplicate-username' : 'username-was-deleted';
        found.push(problem('username', code, valueOf('username'), {}));
      }
    }
    if (phone !== null) {
      const twin = other(this.#phones.firstBefore(phone, row));
      if (twin) found.push(problem('phone', 'duplicate-phone', valueOf('phone'), { context: 'row', ...twin }));
      else if (this.#existing.phones.has(phone)) found.push(problem('phone', 'duplicate-phone', valueOf('phone'), {}));
    }
    if (ip !== null) {
      const twin = other(this.#ips.firstBefore(ip, row));
      if (twin) found.push(problem('ip', 'ip-taken', valueOf('ip'), { context: 'row', ...twin }));
      else if (this.#existing.ips.has(ip)) found.push(problem('ip', 'ip-taken', valueOf('ip'), {}));
    }
    return found;
  }
}

const noKeys = (): { usernames: string[]; phones: string[]; ips: number[] } => ({ usernames: [], phones: [], ips: [] });

function take<K>(key: K, row: number, rows: Occurrences<K>, asked: K[], disturbed: Set<number>): void {
  const { isNew, displaced } = rows.add(key, row);
  if (isNew) asked.push(key);
  note(displaced, disturbed);
}

function note(row: number | null, disturbed: Set<number>): void {
  if (row !== null) disturbed.add(row);
}
