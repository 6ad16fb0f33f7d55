import { describe, expect, test } from 'vitest';
import type { MessageState } from '#shared/domain/message/message.ts';
import { countsOf } from '#main/features/messages/counts.ts';
import { NEXT_DUE, nextDue, TRY_NOW } from '#main/features/messages/next-due.ts';
import { type Asked, pageOf } from '#main/features/messages/page.ts';
import { firstAdmin } from '#main/features/operators/index.ts';
import type { Store, WriteTransaction } from '#main/store/index.ts';
import { machine } from '../store/scene.ts';

const DAY = Date.parse('2026-11-21T12:00:00+06:00');
const NIGHT = Date.parse('2026-11-21T03:00:00+06:00');
const HERE = 'here';

interface Some {
  readonly id: string;
  readonly operator?: string;
  readonly state?: MessageState;
  readonly due?: number;
  readonly byDay?: boolean;
}

const add = ({ db }: WriteTransaction, { id, operator = HERE, state = 'waiting', due = 0, byDay = false }: Some) =>
  db
    .prepare(
      `INSERT INTO message (id, operator_id, customer_id, kind, facts, state, next_try_at, by_day, created_at, created_by)
       VALUES (?, ?, 'somebody', 'own', '{}', ?, ?, ?, 0, '')`,
    )
    .run(id, operator, state, due, Number(byDay));

async function storeWith(...messages: readonly Some[]): Promise<Store> {
  const store = await machine().open();
  await store.write((tx) => {
    for (const one of messages) add(tx, one);
  });
  return store;
}

const planOf = ({ reader }: Store, sql: string): string[] =>
  reader
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from(sql.matchAll(/\?/g), () => '[]'))
    .map(({ detail }) => detail);

describe('the message whose turn it is', () => {
  test('given many of one instant, when the next is asked for, then each operator’s is one step into an index', async () => {
    const steps = planOf(await storeWith(), NEXT_DUE);
    expect(steps).toContain(
      'SEARCH message USING COVERING INDEX message_next (operator_id=? AND by_day=? AND next_try_at<?)',
    );
    // What is sorted is one message of each operator.
    expect(steps.filter((step) => step.startsWith('USE TEMP B-TREE'))).toEqual(['USE TEMP B-TREE FOR ORDER BY']);
    expect(steps.filter((step) => /^SCAN (?!json_each|served|by_day)/.test(step))).toEqual([]);
  });

  test('given some operators, when the next is asked for, then it is the one that waits longest, of theirs alone', async () => {
    const store = await storeWith(
      { id: 'c', due: 20 },
      { id: 'b', due: 10, operator: 'there' },
      { id: 'a', due: 10, operator: 'there' },
      { id: 'd', due: 1, operator: 'elsewhere' },
      { id: 'e', due: 5, state: 'sent' },
    );
    expect(nextDue(store.reader, [HERE, 'there'], DAY)).toBe('a');
    expect(nextDue(store.reader, [HERE], DAY)).toBe('c');
    expect(nextDue(store.reader, [HERE], 19)).toBeUndefined();
    expect(nextDue(store.reader, [], DAY)).toBeUndefined();
  });

  test('given one that waits for the day, when it is night, then those behind it have their turn', async () => {
    const store = await storeWith({ id: 'a', due: 1, byDay: true }, { id: 'b', due: 2 });
    expect(nextDue(store.reader, [HERE], NIGHT)).toBe('b');
    expect(nextDue(store.reader, [HERE], DAY)).toBe('a');
  });

  test('given what is due already, when all is to be tried now, then only what was put off is touched, by an index', async () => {
    const store = await storeWith(
      { id: 'a', due: DAY + 1 },
      { id: 'b', due: DAY },
      { id: 'c', due: DAY + 1, byDay: true },
    );
    expect(planOf(store, TRY_NOW)).toContain(
      'SEARCH put_off USING COVERING INDEX message_next (operator_id=? AND by_day=? AND next_try_at>?)',
    );
    const { changes } = await store.write(({ db }) => db.prepare(TRY_NOW).run(DAY, JSON.stringify([HERE]), DAY));
    expect(changes).toBe(2);
  });
});

describe('a page of messages', () => {
  const asked: Asked = { before: [1, 'x'], limit: 10 };
  const REACH = { sql: 'operator_id IN (SELECT value FROM json_each(?))', params: ['[]'] };

  test.each([
    ['of all', {}, ['message_at ((created_at,id)<(?,?))']],
    ['of those that were sent', { state: 'sent' }, ['message_state (state=? AND (created_at,id)<(?,?))']],
    [
      'of those that wait',
      { state: 'waiting' },
      ['message_state (state=? AND (created_at,id)<(?,?))', 'message_state (state=? AND (created_at,id)<(?,?))'],
    ],
  ] as [string, Partial<Asked>, string[]][])('%s goes through an index in its order', async (_, more, indexes) => {
    const store = await storeWith();
    for (const reach of [null, REACH]) {
      const steps = planOf(store, pageOf({ ...asked, ...more }, reach).sql);
      const looks = steps.filter((step) => /^S(CAN|EARCH) message/.test(step));
      expect(looks.map((step) => step.replace(/^SEARCH message USING COVERING INDEX /, ''))).toEqual(indexes);
      // Where two indexes are gone through, what was found is put in order.
      const sorts = steps.filter((step) => step.startsWith('USE TEMP B-TREE'));
      expect(sorts).toHaveLength(indexes.length - 1);
      expect(steps.slice(steps.lastIndexOf(looks.at(-1) ?? ''))).toEqual(expect.arrayContaining(sorts));
    }
  });

  test('of one customer looks at theirs alone', async () => {
    const store = await storeWith();
    for (const state of [undefined, 'sent', 'waiting'] as const) {
      const steps = planOf(store, pageOf({ ...asked, customer: 'x', state }, null).sql);
      const looks = new Set(steps.filter((step) => /^S(CAN|EARCH) message/.test(step)));
      expect([...looks]).toEqual(['SEARCH message USING INDEX message_customer (customer_id=?)']);
    }
  });
});

describe('the counts of messages', () => {
  test('given messages that come, move and go, when they are asked for, then they are what a count would find', async () => {
    const store = await storeWith(
      { id: 'a' },
      { id: 'b' },
      { id: 'c', state: 'sending' },
      { id: 'd', state: 'sent', operator: 'there' },
    );
    const admin = firstAdmin(store);
    expect(countsOf(store, admin)).toEqual({ waiting: 3, sent: 1, failed: 0, unknown: 0, cancelled: 0 });
    await store.write(({ db }) => {
      db.exec(`UPDATE message SET state = 'sent', operator_id = 'there' WHERE id = 'a'`);
      db.exec(`UPDATE message SET attempts = 2, state = state`);
      db.exec(`DELETE FROM message WHERE id = 'b'`);
    });
    expect(countsOf(store, admin)).toEqual({ waiting: 1, sent: 2, failed: 0, unknown: 0, cancelled: 0 });
    const counted = 'SELECT operator_id, state, count(*) FROM message GROUP BY operator_id, state ORDER BY 1, 2';
    const kept = 'SELECT operator_id, state, count FROM message_count WHERE count <> 0 ORDER BY 1, 2';
    expect(store.reader.prepare(kept).raw().all()).toEqual(store.reader.prepare(counted).raw().all());
  });
});
