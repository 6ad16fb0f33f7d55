import { describe, expect, test } from 'vitest';
import { jobPage, type JobsAsked } from '#main/features/provisioning/job-page.ts';
import { PROVISIONING_COLUMN, notOnRouter } from '#main/features/customers/sync-state.ts';
import type { Store } from '#main/store/index.ts';
import { machine } from './scene.ts';

const planOf = ({ reader }: Store, sql: string): string[] =>
  reader
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from(sql.matchAll(/\?/g), () => '[]'))
    .map(({ detail }) => detail);

const REACH = { sql: 'operator_id IN (SELECT value FROM json_each(?))', params: ['[]'] };
const asked: JobsAsked = { before: [1, 'x', 'y'], limit: 10 };

describe('a page of jobs', () => {
  test.each([
    ['of what failed', { state: 'failed' }, ['provisioning_state']],
    ['of all', {}, ['provisioning_state', 'provisioning_state', 'provisioning_state']],
    ['of what waits for a router', { state: 'queued', router: 'r' }, ['provisioning_queued']],
  ] as [string, Partial<JobsAsked>, string[]][])(
    'given the question %s, then an index is gone through in its order',
    async (_, more, indexes) => {
      const store = await machine().open();
      for (const reach of [null, REACH]) {
        const steps = planOf(store, jobPage({ ...asked, ...more }, reach).sql);
        const looks = steps.filter((step) => /^S(CAN|EARCH) provisioning/.test(step));
        expect(looks.map((step) => /INDEX (\w+)/.exec(step)?.[1])).toEqual(indexes);
        expect(steps.filter((step) => step.startsWith('SCAN provisioning'))).toEqual([]);
        // The rows of one instant and customer are put in order, and no more; then what several stretches gave.
        const sorts = steps.filter((step) => step === 'USE TEMP B-TREE FOR ORDER BY');
        expect(sorts).toHaveLength(indexes.length - 1 > 0 ? 1 : 0);
      }
    },
  );

  test('given one customer, then theirs alone are looked at', async () => {
    const store = await machine().open();
    const steps = planOf(store, jobPage({ ...asked, customer: 'c' }, null).sql);
    const looks = new Set(steps.filter((step) => /^S(CAN|EARCH) provisioning/.test(step)));
    expect([...looks]).toHaveLength(1);
    expect([...looks][0]).toMatch(/sqlite_autoindex_provisioning_1 \(customer_id=\?/);
  });
});

describe('what a list of customers tells of routers', () => {
  test('given many customers, then each is one step into the key', async () => {
    const store = await machine().open();
    const steps = planOf(store, `SELECT ${PROVISIONING_COLUMN} FROM customer WHERE seq IN (1, 2)`);
    expect(steps).toContain('SEARCH provisioning USING INDEX sqlite_autoindex_provisioning_1 (customer_id=?)');
    expect(steps.filter((step) => /^SCAN (provisioning|customer|network_address)/.test(step))).toEqual([]);
  });

  test('given the question who is not on a router, then the queue answers, and no customer is read in vain', async () => {
    const store = await machine().open();
    const steps = planOf(store, notOnRouter.numbers?.sql ?? '');
    expect(steps.some((step) => /^SEARCH provisioning USING (COVERING )?INDEX provisioning_state/.test(step))).toBe(
      true,
    );
    expect(steps.filter((step) => step.startsWith('SCAN customer'))).toEqual([]);
  });
});
