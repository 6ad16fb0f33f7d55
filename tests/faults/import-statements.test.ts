import { describe, expect, it } from 'vitest';
import { csv, ending, isp, line, Office, opened } from '../features/office.ts';
import { runs, seeded } from './seeded.ts';
import { beforeStatements } from './statements.ts';

const ROWS = 60;
const file = () => csv(Array.from({ length: ROWS }, (_, i) => line(i)));

/** How many writing statements an import of this file has, from the opening of the file to the end of its commit. */
async function statementsOfAnImport(commitLimits: Office['commitLimits']): Promise<number> {
  await using office = new Office();
  office.commitLimits = commitLimits;
  const client = await office.open();
  await client.reference.import(isp);
  let last = 0;
  const end = beforeStatements((number) => {
    last = number;
  });
  await office.close();
  const again = await office.open();
  const session = await opened(again, file());
  await ending(await again.import.commit({ session, activate: true }));
  end();
  return last;
}

class Fault extends Error {}

describe.each([
  ['one transaction', undefined],
  ['parts of 20 rows', { whole: 20, part: 20 }],
])('an import in %s that fails between any two statements', (_, commitLimits) => {
  it(
    'leaves all of it or whole parts, and continues with every row once',
    { timeout: 60_000 + runs(12) * 10_000 },
    async () => {
      const total = await statementsOfAnImport(commitLimits);
      expect(total).toBeGreaterThan(ROWS * 2);
      const random = seeded(total);
      for (let run = 0; run < runs(12); run += 1) {
        const at = 1 + Math.floor(random() * total);
        await using office = new Office();
        office.commitLimits = commitLimits;
        let client = await office.open();
        await client.reference.import(isp);
        await office.close();

        const end = beforeStatements((number) => {
          if (number === at) throw new Fault();
        });
        try {
          client = await office.open();
          const session = await opened(client, file());
          await ending(await client.import.commit({ session, activate: true }));
        } catch {
          // What fails here is what the operator sees as an error; what matters is what it leaves.
        } finally {
          end();
        }
        office.failures.length = 0;
        await office.close();

        client = await office.open();
        const { total: some } = await client.customers.list({ filter: {} });
        const part = commitLimits?.part ?? ROWS;
        expect(some % part, `statement ${at} of ${total}`).toBe(0);
        expect((await client.backups.check()).problems, `statement ${at} of ${total}`).toEqual([]);

        const open = await client.import.unfinished();
        const session = open[0]?.id ?? (await opened(client, file()));
        const result = await ending(await client.import.commit({ session, activate: true }));
        const { total: all } = await client.customers.list({ filter: {} });
        expect({ ...result, all }, `statement ${at} of ${total}`).toMatchObject(
          // Where the fault came after the last COMMIT had done its work, the file was in already: its rows are refused.
          some === ROWS ? { all: ROWS } : { all: ROWS, imported: ROWS, failed: 0 },
        );
        expect((await client.backups.check()).problems, `statement ${at} of ${total}`).toEqual([]);
      }
    },
  );
});
