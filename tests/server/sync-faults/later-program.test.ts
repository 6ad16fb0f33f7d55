import { describe, expect, test } from 'vitest';
import { zoneForm } from '../../features/record-forms.ts';
import { hasPostgreSql } from '../databases.ts';
import { inStep, PASSWORD, twoOffices } from '../offices/two-offices.ts';

describe.skipIf(!hasPostgreSql())('a record that a console does not understand', () => {
  test('given a record of a newer server, when the console has another program, then it comes after all, and what came since stays', async () => {
    const { isp, one, two, second } = await twoOffices();
    const { id: root } = (await one.operators.list()).find(({ name }) => name === 'Shapla') ?? { id: '' };
    await one.zones.add(zoneForm(root, 'Banani'));
    await one.sync.now();
    const zones = async (client: typeof two) => (await client.zones.list()).map(({ name }) => name).sort();
    const written = (name: string) =>
      isp.database.query(
        `UPDATE record SET body = jsonb_set(body, '{name}', $1::jsonb) WHERE kind = 'zone' AND body->>'codeKey' = 'banani'`,
        [name],
      );
    // As a later server writes it: nothing that this program knows.
    await written('{"bn":"বনানী"}');
    await two.sync.now();
    expect(await zones(two)).toEqual(['Mirpur']);
    await one.zones.add(zoneForm(root, 'Gulshan'));
    await inStep(one, two);
    expect(await zones(two)).toEqual(['Gulshan', 'Mirpur']);
    // As a later program understands it; the one that is here does not ask again.
    await written('"Banani"');
    await two.sync.now();
    expect(await zones(two)).toEqual(['Gulshan', 'Mirpur']);
    await second.close();
    second.version = '0.0.1';
    const later = await second.open();
    await later.signIn.enter({ name: 'admin (two)', password: PASSWORD });
    await later.sync.now();
    expect(await zones(later)).toEqual(['Banani', 'Gulshan', 'Mirpur']);
    expect(await later.sync.status()).toMatchObject({ waiting: 0, conflicts: 0, failure: null });
  });
});
