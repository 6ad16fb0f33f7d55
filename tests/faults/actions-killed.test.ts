import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HEADINGS, isp, line, Office } from '../features/office.ts';
import { programPath } from '../programs.ts';
import { seeded } from './seeded.ts';

const KILLS = 6;
const CUSTOMERS = 40;
const killer = new URL('kill-before.ts', import.meta.url).href;

it(
  'given kill -9 at any statement of a run, when the program is started again, then the run ends and every customer was done once',
  { timeout: 240_000 },
  async () => {
    const random = seeded(11);
    const usernames = Array.from({ length: CUSTOMERS }, (_, i) => `user${i}`);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await using office = new Office();
      const lastmile = (args: readonly string[], killBefore?: number) => {
        const options = killBefore === undefined ? [] : ['--import', killer];
        const command = [...options, programPath('cli'), ...args, '--json', '--data', office.folder];
        const env = { ...process.env, LASTMILE_KEYS: join(office.root, 'keys'), KILL_BEFORE: String(killBefore ?? '') };
        return spawnSync(process.execPath, command, { encoding: 'utf8', env });
      };
      writeFileSync(join(office.root, 'isp.json'), JSON.stringify(isp));
      writeFileSync(join(office.root, 'all.csv'), [HEADINGS, ...usernames.map((_, i) => line(i))].join('\n'));
      expect(lastmile(['reference', 'import', join(office.root, 'isp.json')]).status).toBe(0);
      expect(lastmile(['import', join(office.root, 'all.csv')]).status).toBe(0);

      // Five statements a customer and a few around them, behind the results that are written down first.
      const at = 1 + Math.floor(random() * (CUSTOMERS * 5));
      expect(lastmile(['customer', 'suspend', ...usernames], at).signal, `statement ${at}`).toBe('SIGKILL');

      const client = await office.open({ start: true });
      await expect.poll(async () => (await client.actions.recent()).every(({ state }) => state === 'done')).toBe(true);
      const { byStatus } = await client.customers.counts();
      const [run] = await client.actions.recent();
      // Before the run was written down it was never promised; from then on it is for all.
      expect(byStatus.suspended, `statement ${at}`).toBe(run ? CUSTOMERS : 0);
      const { customers } = await client.customers.list({ filter: {} });
      const versions = await Promise.all(customers.map(async ({ id }) => (await client.customers.get({ id })).version));
      expect(new Set(versions), `statement ${at}`).toEqual(new Set([run ? 2 : 1]));
      expect((await client.backups.check()).problems, `statement ${at}`).toEqual([]);
    }
  },
);
