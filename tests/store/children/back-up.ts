// Backs up <root>/data to <root>/copy.sqlite under a limit on the size of files (in kilobytes), and prints the refusal.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from '#main/refusal.ts';
import { backUpTo } from '#main/store/backup.ts';

const [root = '', limit = '', inside] = process.argv.slice(2);
if (inside === undefined) {
  // Only a shell can set the limit (RLIMIT_FSIZE); without the trap its signal would end the process.
  const command = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`;
  const script = process.argv[1] ?? '';
  const words = [
    '-c',
    command,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    script,
    root,
    limit,
    'inside',
  ];
  process.exit(spawnSync('bash', words, { stdio: 'inherit' }).status ?? 1);
}
try {
  await backUpTo(join(root, 'data'), join(root, 'copy.sqlite'), () => new Date());
  console.log('made');
} catch (error) {
  console.log(error instanceof Refusal ? error.code : String(error));
}
