// Opens <root>/data, then writes more than the shell's limit on the size of files (in kilobytes) lets through.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { logTo } from '#main/log.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { Refusal } from '#main/refusal.ts';
import { openStore } from '#main/store/index.ts';

const [root = '', limit = '', inside] = process.argv.slice(2);
if (inside === undefined) {
  // Only a shell can set the limit (RLIMIT_FSIZE); without the trap its signal would end the process.
  const command = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`;
  const script = process.argv[1] ?? '';
  const arguments_ = [
    '-c',
    command,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    script,
    root,
    limit,
    'inside',
  ];
  process.exit(spawnSync('bash', arguments_, { stdio: 'inherit' }).status ?? 1);
}

const now = (): Date => new Date();
const log = logTo(() => undefined, now, randomUUID);
const keys = [keyFiles(join(root, 'keys'))];
const store = await openStore({ folder: join(root, 'data'), create: false, keys, now, newId: randomUUID, log });
let code = 'nothing';
try {
  await store.write(({ db }) => {
    const add = db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    for (let i = 0; i < 100_000; i++) add.run(`bulk ${i}`, JSON.stringify('x'.repeat(200)));
  });
} catch (error) {
  code = error instanceof Refusal ? error.code : String(error);
}
const rows: unknown = store.reader.prepare(`SELECT count(*) FROM setting WHERE name LIKE 'bulk%'`).pluck().get();
console.log(`refused ${code}, readable, ${String(rows)} rows`);
await store.close();
