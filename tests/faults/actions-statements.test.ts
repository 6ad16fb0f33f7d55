import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Client, csv, ending, imported, isp, line, Office } from '../features/office.ts';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { beside } from '../features/core-at-work.ts';
import { runs, seeded } from './seeded.ts';
import { beforeStatements } from './statements.ts';

const CUSTOMERS = 12;

class Fault extends Error {}

async function opened(office: Office): Promise<Client> {
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv(Array.from({ length: CUSTOMERS }, (_, i) => line(i))));
  return client;
}

const PASSWORD = 'fresh-password-9';
const MAC = 'AA:BB:CC:DD:EE:01';

/** Every kind of write: a password, a device, a column that is searched by, a state, and what an undo puts back. */
const STEPS: readonly { readonly terms: ActionTerms; readonly search?: string; readonly isUndone: boolean }[] = [
  { terms: { action: 'reset-password', password: PASSWORD }, isUndone: false },
  { terms: { action: 'bind-mac', mac: MAC }, search: 'user11', isUndone: false },
  { terms: { action: 'change-zone', zone: null }, isUndone: true },
  { terms: { action: 'delete' }, isUndone: true },
];

interface Requests {
  readonly run: string;
  readonly undo: string;
}
const requestsOf = (): readonly Requests[] => STEPS.map(() => ({ run: randomUUID(), undo: randomUUID() }));

async function work(client: Client, requests: readonly Requests[]): Promise<void> {
  for (const [at, { terms, search, isUndone }] of STEPS.entries()) {
    const { run, undo } = requests[at]!;
    const which = { filter: search === undefined ? {} : { search }, except: [] };
    await ending(await client.actions.run({ request: run, which, terms }));
    if (isUndone) await ending(await client.actions.undo({ request: undo, run }));
  }
}

interface Told {
  readonly version: number;
  readonly lines: number;
  readonly entries: number;
  readonly results: number;
}

/** Of each customer: how often it was changed, and how often each of the three says so. */
function toldOf(folder: string): readonly Told[] {
  return beside(folder, (db) => {
    const entries = Number(
      db.prepare("SELECT count(*) FROM sync_journal WHERE name = 'customer.change'").pluck().get(),
    );
    const rows = db
      .prepare<[], Omit<Told, 'entries'>>(
        `SELECT version - 1 AS version,
           (SELECT count(*) FROM audit WHERE entity = 'customer' AND entity_id = customer.id) AS lines,
           (SELECT count(*) FROM action_result
             WHERE customer_id = customer.id AND state IN ('applied', 'undone')) AS results
         FROM customer ORDER BY seq`,
      )
      .all();
    return rows.map((row) => ({ ...row, entries }));
  });
}

it.each([
  ['once', (number: number, at: number) => number === at],
  // What has ended stays ended: a process that was killed tries nothing more.
  ['for good', (number: number, at: number) => number >= at],
])(
  'given a run that fails %s between any two statements, then change, line, entry and result are there together or not at all, and after a restart every customer was done once',
  { timeout: 60_000 + runs(5) * 10_000 },
  async (_, fails) => {
    await using counting = new Office();
    await opened(counting);
    let total = 0;
    const endCount = beforeStatements((number) => (total = number));
    // Statements are watched when they are prepared: the connection's own are, once it is opened anew.
    await counting.close();
    await work(await counting.open(), requestsOf());
    endCount();
    expect(total).toBeGreaterThan(CUSTOMERS * STEPS.length * 5);
    const undisturbed = toldOf(counting.folder);
    expect(new Set(undisturbed.map(({ version }) => version))).toEqual(new Set([5, 6]));

    const random = seeded(total);
    for (let turn = 0; turn < runs(5); turn += 1) {
      const at = 1 + Math.floor(random() * total);
      const what = `statement ${at} of ${total}`;
      await using office = new Office();
      await opened(office);
      await office.close();
      const requests = requestsOf();

      const end = beforeStatements((number) => {
        if (fails(number, at)) throw new Fault();
      });
      try {
        await work(await office.open(), requests);
      } catch {
        // What fails here is what the operator sees as an error; what matters is what it leaves.
      } finally {
        end();
      }
      office.failures.length = 0;
      await office.close();

      const left = toldOf(office.folder);
      for (const { version, lines, results } of left) expect([lines, results], what).toEqual([version, version]);
      expect(left[0]?.entries, what).toBe(left.reduce((sum, { version }) => sum + version, 0));

      const client = await office.open({ start: true });
      // Asked again under the same ids: what was done is not done twice, what was not is done now.
      await work(client, requests);
      expect(toldOf(office.folder), what).toEqual(undisturbed);
      const { customers } = await client.customers.list({ filter: {} });
      for (const { id, username, macs, zone } of customers) {
        expect([username, macs, zone], what).toEqual([username, username === 'user11' ? [MAC] : [], 'Mirpur']);
        expect(await client.customers.revealPassword({ id }), what).toEqual({ password: PASSWORD });
      }
      expect(await client.customers.counts(), what).toMatchObject({ byStatus: { active: CUSTOMERS, deleted: 0 } });
      expect((await client.backups.check()).problems, what).toEqual([]);
    }
  },
);
