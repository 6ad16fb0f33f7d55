import { expect, test } from 'vitest';
import { type Client, csv, imported, isp, line, Office } from './office.ts';

const MANY = 3000;

/** A preview of all of them, and, while it goes on, something else. */
async function besidePreview<Result>(client: Client, job: () => Promise<Result>): Promise<Result> {
  const preview = client.actions.preview({ which: { filter: {}, except: [] }, terms: { action: 'suspend' } });
  const result = await job();
  expect(await preview).toMatchObject({ total: MANY, affected: MANY });
  return result;
}

test('given a preview of thousands that goes on, when somebody writes, then what was written is read at once', async () => {
  await using office = new Office();
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv(Array.from({ length: MANY }, (_, i) => line(i))));
  const [root] = await client.operators.list();

  const added = await besidePreview(client, () =>
    client.zones.add({
      ...{ operatorId: root?.id ?? '', name: 'Uttara', code: null, parentId: null, colour: null },
      ...{ distributionPoint: null, division: null, district: null, thana: null },
    }),
  );
  expect(added).toMatchObject({ name: 'Uttara' });
});
