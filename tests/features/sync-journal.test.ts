import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { changeOf } from './customer-form.ts';
import { TellingOffice } from './journal-truth.ts';
import { type Client, csv, ending, HEADINGS, imported, isp } from './office.ts';

const DAY = 86_400_000;

const document = {
  ...isp,
  operators: [
    { name: 'Dhaka North', code: 'DN', kind: 'reseller' as const },
    { name: 'Mirpur Ten', code: 'M10', kind: 'sub-reseller' as const, parent: 'Dhaka North' },
  ],
  packages: [
    ...(isp.packages ?? []),
    { name: 'Better', connection: 'pppoe' as const, downKbps: 20480, upKbps: 20480, price: '1500', validityDays: 30 },
    { name: 'North Only', connection: 'pppoe' as const, downKbps: 1024, upKbps: 1024, price: '500', operator: 'Dhaka North' },
  ],
};

const LINES = [
  'rahim,secret-1,Rahim Uddin,01711000001,,Dhaka North,Home 10M,Monthly,Mirpur,House 1,,AA:BB:CC:00:00:01,150,1990',
  'karim,secret-2,করিম মিয়া,01711000002,,Dhaka North,Home 10M,Daily,Mirpur,,,,-200.50,',
  'office,secret-3,An Office,,,admin,Office,Monthly,,,10.0.0.9,,,1991',
  'guest,,A Guest,01711000004,,Mirpur Ten,Home 10M,Daily,,,,,,',
];

/** An import of four customers, and more. */
async function withCustomers(office: TellingOffice, more = 0): Promise<Client> {
  const client = await office.open();
  await client.reference.import(document);
  const others = Array.from({ length: more }, (_, i) => `user${i},pw-${i},User ${i},,,admin,Home 10M,Monthly,,,,,,`);
  await imported(client, csv([...LINES, ...others], 'four.csv', `${HEADINGS},IP Address,MAC,Balance,NID`));
  return client;
}

const idOf = async (client: Client, username: string): Promise<string> =>
  (await client.customers.find({ username })).id;

/** Does it to some customers, and answers the run, if it was done to every one of them. */
async function does(client: Client, usernames: readonly string[], terms: ActionTerms): Promise<string> {
  const request = randomUUID();
  const ids = await Promise.all(usernames.map((username) => idOf(client, username)));
  const run = await ending(await client.actions.run({ request, which: { ids }, terms }));
  const { outcomes } = await client.actions.outcomes({ run: run.id });
  expect(outcomes.map(({ state, reason }) => [state, reason]), terms.action).toEqual(
    outcomes.map(() => ['applied', expect.anything() as unknown]).map(([state], i) => [state, outcomes[i]?.reason]),
  );
  return run.id;
}

async function undoes(client: Client, run: string): Promise<void> {
  const { applied, refused, failed } = await ending(await client.actions.undo({ request: randomUUID(), run }));
  expect({ isDone: applied > 0, refused, failed }).toEqual({ isDone: true, refused: 0, failed: 0 });
}

/** Closes the office, tells a server everything, and holds the two against each other. */
async function compared(office: TellingOffice): Promise<void> {
  await office.close();
  const { refused, there } = await office.told();
  expect(refused).toEqual([]);
  expect(there).toEqual(await office.own());
}

describe('the journal of a console, told to a central server in its order', () => {
  test('given the sample ISP, when it was filled in, then the server has it', async () => {
    const office = await TellingOffice.opened();
    const client = await office.open();
    await client.reference.demo({ router: true });
    await compared(office);
  });

  test('given an import in two chunks, when it was written and taken back, then the server has nobody of it', async () => {
    const office = await TellingOffice.opened();
    await withCustomers(office, 600);
    await compared(office);
    const again = await office.open();
    const [batch] = await again.import.batches();
    await again.import.undoBatch({ batch: batch?.batch ?? '' });
    await compared(office);
  });
});
