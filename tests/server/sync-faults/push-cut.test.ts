import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followRadius } from '#server/radius/follow.ts';
import type { Database } from '#server/store/database.ts';
import type { Mutation } from '#shared/sync/mutations.ts';
import { adds, central, changes, Console, customer, payment, ROOT } from '../central.ts';
import { hasPostgreSql } from '../databases.ts';
import { AnswerLost, unsureDatabase } from './unsure-database.ts';

// The connection to PostgreSQL ends at any statement of a push, or the disk under it is full: what a console sends again is
// there once.

const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);
beforeEach(() => {
  uncaught.length = 0;
  process.on('uncaughtException', note);
});
afterEach(() => {
  process.off('uncaughtException', note);
});

/** All that a push can leave behind. */
async function left(database: Database): Promise<unknown> {
  const tables = [
    ...['customer', 'ledger_entry', 'record', 'mutation', 'mutation_number', 'instance', 'tombstone', 'head', 'commit'],
    ...['radcheck', 'radreply', 'radusergroup'],
  ];
  return Promise.all(tables.map((name) => database.query(`SELECT * FROM ${name} AS t ORDER BY t::text`)));
}

/** What is sent: customers with RADIUS behind them, one of whom is refused, a change, and money. */
function work(): { known: Mutation; sent: Mutation[] } {
  const [one, other] = [customer('one', { ip: 7 }), customer('other')];
  return {
    known: adds([one]),
    sent: [
      adds([other, customer('ONE')], [payment(other.id, 500, { reference: 'MPESA1', referenceKey: 'mpesa1' })]),
      changes(one.id, { ip: 8, phone: '0171' }, { was: { ip: 7 } }),
      changes(one.id, { ip: 9 }, { was: { ip: 7 } }),
    ],
  };
}

async function atWork() {
  const { deps } = await central();
  const database = unsureDatabase(deps.database);
  const console = new Console({ ...deps, database, follow: followRadius }, ROOT);
  const { known, sent } = work();
  await console.push([known]);
  return { database, console, sent, plain: deps.database };
}

describe.skipIf(!hasPostgreSql())('a push', () => {
  test('given the connection ends at any statement of it, when it is sent again, then everything is there once, and nothing was half there', async () => {
    const { database, console, sent, plain } = await atWork();
    const before = await left(plain);
    let statements: number;
    for (let at = 1; ; at += 1) {
      statements = 0;
      database.before = async (number, tx) => {
        statements = number;
        if (number !== at) return;
        // From inside: the server of this connection ends itself.
        await tx.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      };
      const firstMid = console.next;
      const isThrough = await console.push(sent, firstMid).then(
        () => true,
        () => false,
      );
      if (isThrough) break;
      expect(await left(plain), `statement ${at}`).toEqual(before);
    }
    expect(statements).toBeGreaterThan(10);
    const after = await left(plain);
    const again = await console.push(sent, console.next - sent.length);
    expect(again.results.map(({ status }) => status)).toEqual(['applied', 'applied', 'rejected']);
    expect(await left(plain)).toEqual(after);
    const customers = await plain.query('SELECT username FROM customer ORDER BY username');
    expect(customers).toEqual([{ username: 'one' }, { username: 'other' }]);
    expect(uncaught).toEqual([]);
  });

  test('given another process ends the connection while nothing is asked over it, then the push fails, the server goes on, and it is there once', async () => {
    const { database, console, sent, plain } = await atWork();
    const before = await left(plain);
    database.before = async (number, tx) => {
      if (number !== 4) return;
      database.before = () => Promise.resolve();
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await plain.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      // Until the connection has noticed.
      await expect
        .poll(async () => plain.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [row?.pid]))
        .toHaveLength(0);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await expect(console.push(sent)).rejects.toThrow();
    expect(await left(plain)).toEqual(before);
    expect((await console.push(sent)).results).toHaveLength(3);
    expect(uncaught).toEqual([]);
  });

  test('given the answer to the commit is lost, when the push is sent again, then it has the same results and nothing is there twice', async () => {
    const { database, console, sent, plain } = await atWork();
    database.losesAnswer = true;
    await expect(console.push(sent)).rejects.toBeInstanceOf(AnswerLost);
    database.losesAnswer = false;
    const after = await left(plain);
    const { results, fault } = await console.push(sent);
    expect(fault).toBeNull();
    expect(results.map(({ rejections }) => rejections.map(({ code }) => code))).toEqual([
      ...[['USERNAME_TAKEN'], [], ['STALE_FIELD']],
    ]);
    expect(await left(plain)).toEqual(after);
  });

  test('given the disk under the database is full, at any statement, then nothing is half there, the console is told to come again, and with room it goes in', async () => {
    const { database, console, sent, plain } = await atWork();
    const before = await left(plain);
    const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
    let statements: number;
    for (let at = 1; ; at += 1) {
      statements = 0;
      database.before = async (number) => {
        statements = number;
        await Promise.resolve();
        if (number === at) throw full;
      };
      const isThrough = await console.push(sent).then(
        () => true,
        (error: unknown) => {
          expect(error).toBe(full);
          return false;
        },
      );
      if (isThrough) break;
      expect(await left(plain), `statement ${at}`).toEqual(before);
    }
    expect(statements).toBeGreaterThan(10);
  });
});
