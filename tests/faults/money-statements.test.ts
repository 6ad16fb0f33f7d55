import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RegistrationForm } from '#shared/contract/registration.ts';
import { beside } from '../features/core-at-work.ts';
import { DAY, MoneyOffice, NOON } from '../features/money-office.ts';
import { runs, seeded } from './seeded.ts';
import { beforeStatements } from './statements.ts';

class Fault extends Error {}

/** Something that is done with money: what stands before it, and how it is asked for, as often as one likes. */
interface Doing {
  readonly prepare: (here: MoneyOffice) => Promise<unknown>;
  readonly ask: (here: MoneyOffice) => Promise<unknown>;
}

/** Service has ended for a bill that nobody has paid. */
const overdue = (here: MoneyOffice): Promise<unknown> => here.at(NOON + 20 * DAY);
const paying = (here: MoneyOffice, request: ReturnType<typeof randomUUID>) =>
  here.does('monthly', { action: 'add-payment', method: 'cash', amount: '330' }, here.client, request);

const DOINGS: Readonly<Record<string, () => Doing>> = {
  'the billing clock': () => ({
    prepare: () => Promise.resolve(),
    ask: (here) => here.at(NOON + 20 * DAY),
  }),
  'a registration': () => {
    const draft = randomUUID();
    const formIn = async ({ client }: MoneyOffice): Promise<RegistrationForm> => {
      const { packages, billingProfiles } = await client.reference.lists();
      return RegistrationForm.parse({
        ...{ connection: 'pppoe', fromPool: true, fullName: 'Nadia Islam', phone: '01711-223344', username: 'nadia' },
        ...{ password: 'kw7mpt4xqz', method: 'cash', chargesInstallation: true, installationFee: '500' },
        package: packages.find(({ name }) => name === 'Home')?.id,
        billingProfile: billingProfiles.find(({ name }) => name === 'Monthly')?.id,
      });
    };
    return {
      prepare: async (here) => {
        await here.client.registration.keepDraft({ id: draft, step: 6, form: await formIn(here) });
      },
      ask: async (here) => {
        const saved = await here.client.registration.save({ draft, form: await formIn(here) });
        expect(saved).toMatchObject({ kind: 'added', payment: expect.any(String) });
      },
    };
  },
  'a payment that brings service back': () => {
    const request = randomUUID();
    return {
      prepare: overdue,
      ask: (here) => paying(here, request),
    };
  },
  'taking a payment back': () => {
    const request = randomUUID();
    return {
      prepare: async (here) => {
        await overdue(here);
        await paying(here, request);
      },
      ask: async (here) => {
        const { payment } = (await here.client.actions.outcomes({ run: request })).outcomes[0] ?? {};
        await here.client.ledger.reverse({ entry: payment ?? '', note: 'the cheque bounced' });
      },
    };
  },
};

const CUSTOMERS = `
  SELECT username, status, version, expires_at, settled_at, next_due_at,
    (SELECT json_group_array(kind || ' ' || amount || ' ' || at || ' ' || coalesce(substr(receipt_number, 4), ''))
     FROM (SELECT * FROM ledger_entry WHERE customer_id = customer.id ORDER BY at, rowid)) AS lines,
    (SELECT count(*) FROM audit WHERE entity = 'customer' AND entity_id = customer.id) AS told,
    (SELECT count(*) FROM automatic_suspension WHERE customer_id = customer.id) AS suspensions
  FROM customer ORDER BY username`;
const TOTALS = `
  SELECT (SELECT coalesce(sum(records), 0) FROM sync_journal) AS journal,
    (SELECT count(*) FROM customer_draft) AS drafts,
    (SELECT count(*) FROM ledger_entry WHERE kind = 'payment') AS payments,
    coalesce((SELECT CAST(value AS integer) FROM setting WHERE name = 'receiptCount'), 0) AS receipts`;

interface Customer {
  readonly username: string;
}
interface Totals {
  readonly journal: number;
  readonly drafts: number;
  readonly payments: number;
  readonly receipts: number;
}

const kept = ({ folder }: MoneyOffice): { readonly customers: readonly Customer[]; readonly totals: Totals } =>
  beside(folder, (db) => ({
    customers: db.prepare<[], Customer>(CUSTOMERS).all(),
    totals: db.prepare<[], Totals>(TOTALS).get() ?? { journal: 0, drafts: 0, payments: 0, receipts: 0 },
  }));

/** An office as another one stands, in a folder of its own. */
function copyOf(other: MoneyOffice): MoneyOffice {
  const here = new MoneyOffice();
  cpSync(other.root, here.root, { recursive: true });
  here.time = other.time;
  return here;
}

it.each(
  Object.entries(DOINGS).flatMap(([name, doing]) => [
    [name, 'once', doing, (number: number, at: number) => number === at] as const,
    // What has ended stays ended: a process that was killed tries nothing more.
    [name, 'for good', doing, (number: number, at: number) => number >= at] as const,
  ]),
)(
  'given %s that fails %s between any two statements, then change, lines, history, journal and receipt number are there together or not at all, and asked again there is the one right ledger',
  { timeout: 60_000 + runs(4) * 10_000 },
  async (_, __, made, fails) => {
    const doing = made();
    await using prepared = await MoneyOffice.opened();
    await prepared.at(NOON);
    await doing.prepare(prepared);
    await prepared.close();
    const before = kept(prepared);

    await using counting = copyOf(prepared);
    let total = 0;
    const endCount = beforeStatements((number) => (total = number));
    counting.client = await counting.open();
    await doing.ask(counting);
    endCount();
    await counting.close();
    const after = kept(counting);
    expect(after.customers).not.toEqual(before.customers);

    const random = seeded(total);
    for (let turn = 0; turn < runs(4); turn += 1) {
      const at = 1 + Math.floor(random() * total);
      const what = `statement ${at} of ${total}`;
      await using office = copyOf(prepared);
      const end = beforeStatements((number) => {
        if (fails(number, at)) throw new Fault();
      });
      try {
        office.client = await office.open();
        await doing.ask(office);
      } catch {
        // What fails here is what the operator sees as an error; what matters is what it leaves.
      } finally {
        end();
      }
      office.failures.length = 0;
      await office.close();

      const left = kept(office);
      let changed = 0;
      for (const customer of left.customers) {
        const [old, done] = [before, after].map(({ customers }) =>
          customers.find(({ username }) => username === customer.username),
        );
        expect([old, done], what).toContainEqual(customer);
        if (JSON.stringify(customer) !== JSON.stringify(old)) changed += 1;
      }
      const { journal, drafts, payments, receipts } = left.totals;
      expect(journal, what).toBe((changed === 0 ? before : after).totals.journal);
      expect(receipts, what).toBe(payments);
      // Whoever is registered has no draft any more.
      expect(drafts + left.customers.length, what).toBe(before.totals.drafts + before.customers.length);

      office.client = await office.open();
      await doing.ask(office);
      expect((await office.client.backups.check()).problems, what).toEqual([]);
      await office.close();
      expect(kept(office), what).toEqual(after);
    }
  },
);
