// npm run server -- --port 0 …: the central server, once it is built.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { say } from './words.mjs';

const program = join(root, 'out', 'main', 'server.js');
if (existsSync(program)) {
  await import(pathToFileURL(program).href);
} else {
  console.error(say('host.not-built'));
  process.exitCode = 2;
}
