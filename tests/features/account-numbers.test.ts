import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { RegistrationForm } from '#shared/contract/registration.ts';
import { accountNumbers } from '#main/features/customers/index.ts';
import { addCustomer, machine } from '../store/scene.ts';
import { MoneyOffice } from './money-office.ts';
import { ending } from './office.ts';

/** Somebody is added, changed or taken in with a number, and what is told of it; null: it is theirs. */
async function atCounter(here: MoneyOffice) {
  const { client } = here;
  const lists = await client.reference.lists();
  const told = (answer: { kind: string; problems?: { field: string; code: string }[] }): string | null =>
    answer.problems?.map(({ field, code }) => `${field} ${code}`).join() ??
    (answer.kind === 'conflict' ? 'conflict' : null);
  let phone = 1711000100;
  const person = (username: string, accountNumber: string) => ({
    ...{ username, accountNumber, fullName: 'X', phone: `0${(phone += 1)}`, password: 'passw0rd12' },
  });
  return {
    adds: async (username: string, accountNumber: string) => {
      const customer = {
        ...person(username, accountNumber),
        operator: 'admin',
        package: 'Home',
        billingProfile: 'Monthly',
      };
      return told(await client.customers.add({ request: randomUUID(), customer }));
    },
    registers: async (username: string, accountNumber: string) => {
      const form = RegistrationForm.parse({
        ...person(username, accountNumber),
        ...{ connection: 'pppoe', package: lists.packages.find(({ name }) => name === 'Home')?.id, fromPool: true },
        billingProfile: lists.billingProfiles.find(({ name }) => name === 'Monthly')?.id,
      });
      return told(await client.registration.save({ draft: randomUUID(), form }));
    },
    changes: async (username: string, accountNumber: string | null) => {
      const one = await here.get(username);
      const { fullName, email, address, clientType, medium, sharing, distributionPoint, division, district } = one;
      const before = {
        ...{ username, fullName, phone: one.phone, email, address, clientType, medium, sharing, distributionPoint },
        ...{ division, district, thana: one.thana, accountNumber: one.accountNumber, custom: one.custom },
      };
      const { id, version } = one;
      return told(await client.customers.change({ id, version, before, fields: { ...before, accountNumber } }));
    },
    numberOf: async (username: string) => (await here.get(username)).accountNumber,
  };
}

test('given a number of somebody, when another one is added, registered or changed with it however it is written, then it is refused', async () => {
  await using here = await MoneyOffice.opened();
  const { adds, registers, changes, numberOf } = await atCounter(here);
  expect(await changes('monthly', ' a৫৫ 5 ')).toBeNull();
  expect(await numberOf('monthly')).toBe('a555');
  const taken = 'accountNumber account-number-taken';
  for (const number of ['a555', 'A555', 'A৫৫৫', ' a 55 5']) {
    expect([number, await adds('new', number)]).toEqual([number, taken]);
    expect([number, await changes('daily', number)]).toEqual([number, taken]);
  }
  expect(await registers('new', 'A ৫৫৫')).toContain(taken);
  // One's own is no other's, and what was given up is free.
  expect(await changes('monthly', 'A555')).toBeNull();
  expect(await changes('monthly', null)).toBeNull();
  expect(await adds('new', 'a ৫৫৫')).toBeNull();
  expect(await numberOf('new')).toBe('a555');
});

test('given a number that went to another customer, when the first one is restored, then it is told, and another or none solves it', async () => {
  await using here = await MoneyOffice.opened();
  const { adds, changes, numberOf } = await atCounter(here);
  const reasonOf = async (username: string, accountNumber?: string | null) => {
    const terms = { action: 'restore', ...(accountNumber === undefined ? {} : { accountNumber }) } as const;
    return (await here.does(username, terms)).reason?.code ?? null;
  };
  for (const username of ['monthly', 'ahead', 'cable']) await changes(username, `A-${username}`);
  const gone = await here.does('monthly', { action: 'delete' });
  await here.does('ahead', { action: 'delete' });
  await here.does('cable', { action: 'delete' });
  expect(await adds('new', 'a-MONTHLY')).toBeNull();
  expect(await adds('new2', 'a-AHEAD')).toBeNull();

  const undone = await ending(await here.client.actions.undo({ request: randomUUID(), run: gone.run }));
  const { outcomes } = await here.client.actions.outcomes({ run: undone.id });
  expect(outcomes.map(({ state, reason }) => [state, reason?.code])).toEqual([['refused', 'account-number-taken']]);

  expect(await reasonOf('monthly')).toBe('account-number-taken');
  expect(await reasonOf('monthly', 'A-ahead')).toBe('account-number-taken');
  expect(await reasonOf('monthly', ' A ৭৭')).toBeNull();
  expect(await reasonOf('ahead', null)).toBeNull();
  expect(await reasonOf('cable')).toBeNull();
  expect([await numberOf('monthly'), await numberOf('ahead'), await numberOf('cable')]).toEqual([
    'A77',
    null,
    'A-cable',
  ]);
});

test('given many customers, when a number is looked up, then one index leads to it', async () => {
  const store = await machine().open();
  await store.write((tx) => {
    for (let i = 0; i < 50; i += 1) addCustomer(tx, { username: `user-${i}`, accountNumber: `A-${i}` });
  });
  const plan = store.reader
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT 1 FROM customer WHERE account_number = 'a-7' COLLATE NOCASE AND id <> '' AND status <> 'deleted'`,
    )
    .all();
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH customer USING INDEX customer_account_number (account_number=?)',
  ]);
  expect(accountNumbers(store.reader)('a-7', '')).toBe(true);
  expect(accountNumbers(store.reader)('a-77', '')).toBe(false);
});
