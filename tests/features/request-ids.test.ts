import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { RegistrationForm } from '#shared/contract/registration.ts';
import { MoneyOffice } from './money-office.ts';
import { ending } from './office.ts';

test('given a request by its number in small letters, when it is asked again in capitals, then it is the same one and is done once', async () => {
  await using here = await MoneyOffice.opened();
  const { client } = here;
  const which = { ids: [await here.id('monthly')] };
  const terms = { action: 'add-payment', method: 'cash', amount: '10' } as const;
  const lists = await client.reference.lists();
  const form = RegistrationForm.parse({
    ...{ connection: 'pppoe', package: lists.packages.find(({ name }) => name === 'Home')?.id, fromPool: true },
    ...{ billingProfile: lists.billingProfiles.find(({ name }) => name === 'Monthly')?.id, fullName: 'Nadia' },
    ...{ phone: '01711000100', username: 'nadia', password: 'passw0rd12' },
  });
  const customer = {
    ...{ username: 'rima', password: 'passw0rd12', fullName: 'Rima', phone: '01711000101' },
    ...{ operator: 'admin', package: 'Home', billingProfile: 'Monthly', method: 'cash' as const },
  };
  const [run, draft, request] = [randomUUID(), randomUUID(), randomUUID()];
  for (const write of [(id: string) => id, (id: string) => id.toUpperCase()]) {
    expect((await ending(await client.actions.run({ request: write(run), which, terms }))).id).toBe(run);
    expect(await client.registration.save({ draft: write(draft), form })).toMatchObject({ kind: 'added', id: draft });
    expect(await client.customers.add({ request: write(request), customer })).toMatchObject({
      kind: 'added',
      id: request,
    });
  }
  const payments = async (username: string) => (await here.paper(username)).filter((line) => line.includes('payment'));
  expect(await Promise.all(['monthly', 'nadia', 'rima'].map(payments))).toEqual([
    ['2026-11-20 payment 10.00'],
    [expect.stringContaining('payment')],
    [expect.stringContaining('payment')],
  ]);
  expect(await client.customers.get({ id: draft.toUpperCase() })).toMatchObject({ id: draft });
});
