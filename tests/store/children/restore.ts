// Restores <file> into <root>/data and kills itself before it touches the disk for the nth time.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { keyFiles } from '#main/platform/key-files.ts';
import { restoreStore } from '#main/store/restore.ts';

const [root = '', file = '', touch = ''] = process.argv.slice(2);
let touched = 0;
for (const name of [
  'mkdirSync',
  'rmSync',
  'copyFileSync',
  'chmodSync',
  'openSync',
  'fsyncSync',
  'linkSync',
  'renameSync',
] as const) {
  const original = fs[name] as (...values: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...values: unknown[]): unknown => {
      touched += 1;
      if (touched === Number(touch)) process.kill(process.pid, 'SIGKILL');
      return original(...values);
    },
  });
}
syncBuiltinESMExports();
const keys = [keyFiles(join(root, 'keys'))];
await restoreStore({ folder: join(root, 'data'), file, keys, now: () => new Date(), consoleName: 'desk 1' });
