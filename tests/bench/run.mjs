// npm run bench -- NAME [--rows N]: benchmarks, each with its baseline in the same run. Without a name: lists them.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));
const [name, ...options] = process.argv.slice(2);
if (!names.includes(name)) {
  console.log(`Benchmarks: ${names.join(', ')}. Run one with: npm run bench -- NAME`);
  process.exit(name === undefined ? 0 : 2);
}
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.ts`, folder)), ...options], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
