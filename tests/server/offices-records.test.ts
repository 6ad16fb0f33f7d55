import { describe, expect, test } from 'vitest';
import { packageForm } from '../features/record-forms.ts';
import type { Client } from '../features/office.ts';
import { hasPostgreSql } from './databases.ts';
import { named, refusedOf } from './offices/at-work.ts';
import { inStep, PASSWORD, twoOffices } from './offices/two-offices.ts';

// What the offices of an ISP are set up with, changed in one and in the other.

async function changePackage(client: Client, to: { readonly name?: string; readonly price?: string }): Promise<void> {
  const { id, version, ...was } = named(await client.packages.list(), 'Home 10M');
  const fields = packageForm(was.operatorId, was.name, { code: was.code, price: was.price });
  await client.packages.change({ id, version, fields: { ...fields, ...to } });
}

const packages = async (client: Client): Promise<string[]> =>
  (await client.packages.list()).map(({ name, price }) => `${name} ${price ?? ''}`).sort();

describe.skipIf(!hasPostgreSql())('what two offices are set up with', () => {
  test('given a package that one office renames and the other makes dearer, when both sync, then the second one is asked, and what it keeps is everybody’s', async () => {
    const { one, two } = await twoOffices();
    await changePackage(one, { name: 'Home Ten' });
    await changePackage(two, { price: '900.00' });
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ conflicts: 1, waiting: 0 });
    expect(await refusedOf(two)).toEqual(['Home 10M STALE_RECORD']);
    // Until somebody has chosen, the server's stands.
    expect(await packages(two)).toEqual(['Home Ten 800.00', 'Office 5000.00']);
    const { conflicts } = await two.sync.conflicts({});
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'theirs' });
    await inStep(two, one);
    for (const client of [one, two]) expect(await packages(client)).toEqual(['Home Ten 800.00', 'Office 5000.00']);
  });

  test('given the texts of both offices, when both sync, then both have both', async () => {
    const { one, two } = await twoOffices();
    const write = async (client: Client, kind: 'welcome' | 'suspended', text: string): Promise<void> => {
      await client.messages.changeTemplate({ kind, version: null, text, automatic: true });
    };
    await write(one, 'welcome', 'Welcome to one, {{name}}');
    await write(two, 'suspended', 'Suspended by two, {{name}}');
    await inStep(one, two);
    for (const client of [one, two]) {
      const texts = await client.messages.templates();
      expect(texts.filter(({ automatic }) => automatic).map(({ kind, text }) => `${kind}: ${text}`)).toEqual(
        expect.arrayContaining(['welcome: Welcome to one, {{name}}', 'suspended: Suspended by two, {{name}}']),
      );
    }
  });

  test('given a new person with a password in one office, when the other syncs, then they sign in there, and no longer once they are retired', async () => {
    const { one, two, second } = await twoOffices();
    const operatorId = named(await one.operators.list(), 'Shapla').id;
    const { id } = await one.staff.add({ operatorId, name: 'Karim', role: 'cashier' });
    await one.staff.setPassword({ id, password: 'karim has one' });
    await inStep(one, two);
    await second.close();
    const again = await second.open();
    const entered = await again.signIn.enter({ name: 'karim', password: 'karim has one' });
    expect(entered.who).toMatchObject({ name: 'Karim', role: 'cashier', operator: 'Shapla' });
    await one.staff.retire({ id, retired: true });
    await one.sync.now();
    // The first office's admin is known here as well, by the password of there.
    await again.signIn.enter({ name: 'admin', password: PASSWORD });
    await again.sync.now();
    await again.signIn.leave();
    await expect(again.signIn.enter({ name: 'karim', password: 'karim has one' })).rejects.toMatchObject({
      data: { code: 'sign-in-wrong' },
    });
  });

  test('given settings of the ISP, when one office changes them, then the other has them, and its own stay its own', async () => {
    const { one, two } = await twoOffices();
    await one.settings.update({ purgeAfterDays: 90, lockAfterMinutes: 5 });
    await inStep(one, two);
    expect(await two.settings.get()).toMatchObject({ purgeAfterDays: 90, lockAfterMinutes: 5 });
    expect((await two.settings.get()).dataFolder).not.toBe((await one.settings.get()).dataFolder);
    await one.settings.update({ lockAfterMinutes: 7 });
    await two.settings.update({ lockAfterMinutes: 9 });
    await one.sync.now();
    expect(await two.sync.now()).toMatchObject({ conflicts: 1 });
    const { conflicts } = await two.sync.conflicts({});
    await two.sync.solve({ ids: conflicts.map(({ id }) => id), choice: 'mine' });
    await inStep(two, one);
    for (const client of [one, two]) expect(await client.settings.get()).toMatchObject({ lockAfterMinutes: 9 });
  });

  test('given one text that both offices write anew, when both sync, then there is one of the kind, and what one chooses stands in both', async () => {
    const { one, two } = await twoOffices();
    const write = (client: Client, text: string) =>
      client.messages.changeTemplate({ kind: 'welcome', version: null, text, automatic: true });
    await write(one, 'Welcome to one');
    await write(two, 'Welcome to two');
    await inStep(one, two);
    const texts = await Promise.all(
      [one, two].map(async (client) => {
        const found = await client.messages.templates();
        return found.filter(({ kind }) => kind === 'welcome').map(({ text }) => text);
      }),
    );
    expect(texts[0]).toHaveLength(1);
    expect(texts[0]).toEqual(texts[1]);
  });
});
