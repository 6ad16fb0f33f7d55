import { type Fault, type Faults } from './faults.ts';
import { fill, type Filling } from './fill.ts';
import { type FirstUser, setUp } from './factory.ts';
import { menus } from './menus/index.ts';
import type { Shown } from './tables/query.ts';
import { type Moment, versionOf } from './tables/schema.ts';
import { shownRow } from './tables/show.ts';
import { Tables } from './tables/store.ts';
import type { Row, Table } from './tables/table.ts';

const REMOVES: readonly (readonly [Fault, string])[] = [
  ['pool-gone', '/ip/pool'],
  ['profile-gone', '/ppp/profile'],
  ['profile-gone', '/ip/hotspot/user/profile'],
];

/** What the router has and knows, whoever asks. */
export class Router {
  readonly tables: Tables;
  readonly faults: Faults;
  /** What came in over all connections, and how many writes were carried out. */
  readonly counters = { commands: 0, writes: 0 };
  readonly #now: () => Date;
  readonly #since: Date;

  constructor(version: string, first: FirstUser, faults: Faults, now: () => Date) {
    this.tables = new Tables(menus, versionOf(version));
    this.faults = faults;
    this.#now = now;
    this.#since = now();
    setUp(this.tables, first);
    faults.watch((fault) => {
      if (faults.has(fault)) this.#removeFor(fault);
    });
  }

  /** Puts in what it has beyond a router out of its box. Throws when it is refused. */
  fill(filling: Filling): void {
    fill(this.tables, filling);
    for (const [fault] of REMOVES) if (this.faults.has(fault)) this.#removeFor(fault);
  }

  get moment(): Moment {
    const now = this.#now();
    const clock = this.faults.has('clock-years-off') ? new Date(now.getTime() - this.#since.getTime()) : now;
    return { now, since: this.#since, version: this.tables.version, clock };
  }

  #removeFor(fault: Fault): void {
    for (const [of, path] of REMOVES) {
      if (of !== fault) continue;
      const table = this.tables.at(path);
      for (const row of [...table.rows]) if (row.values.get('default') !== 'true') table.delete(row);
    }
  }

  /** A row as it is told to somebody who may see secrets, or may not. */
  shown(table: Table, row: Row, secrets: boolean): Shown {
    return shownRow(this.tables, table, row, { moment: this.moment, secrets });
  }
}
