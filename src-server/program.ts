import packageJson from '../package.json' with { type: 'json' };
import { type Asked, asked, USAGE } from './commands/arguments.ts';
import { runCommand } from './commands/commands.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { throughDoor } from './door.ts';
import { sealWith } from './key/seal.ts';
import { ServerRefusal } from './refusal.ts';
import { serve } from './serve.ts';
import { openOwn } from './store/open-own.ts';
import type { Place } from './store/open-database.ts';
import { untilTold } from './until-told.ts';
import { sentenceOf } from './words.ts';

// Composition root: the central server, and the commands of whoever runs it. One JSON document on standard output; the log
// and what went wrong on standard error.

try {
  await run(asked(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof ServerRefusal)) throw error;
  console.error(sentenceOf(error));
  if (error.code === 'server-usage') console.error(USAGE);
  process.exitCode = 2;
}

async function run({ folder: path, databaseUrl, what }: Asked): Promise<void> {
  if (what.kind === 'help') {
    console.log(USAGE);
    return;
  }
  const folder = openDataFolder(path);
  const place: Place = databaseUrl === null ? { folder: folder.database } : { url: databaseUrl };
  if (what.kind === 'command') {
    console.log(JSON.stringify(await commanded(folder, place, what.command)));
    return;
  }
  // Two over one folder would write into one database; of a PostgreSQL there may be several.
  if (databaseUrl === null && (await throughDoor(folder.door, { command: 'devices' })) !== undefined) {
    throw new ServerRefusal('server-running', { folder: path });
  }
  const told = untilTold();
  const { version } = packageJson;
  const served = await serve({
    folder,
    place,
    options: what.options,
    version,
    write: (line) => process.stderr.write(line),
  });
  console.log(JSON.stringify({ url: served.url }));
  await told;
  await served.stop();
}

async function commanded(
  folder: DataFolder,
  place: Place,
  command: Parameters<typeof runCommand>[1],
): Promise<unknown> {
  const done = await throughDoor(folder.door, command);
  if (done !== undefined) return done;
  const now = () => new Date();
  const seal = sealWith(folder.key);
  const database = await openOwn(folder, { place, seal, now }, (error) => console.error(error.message));
  try {
    return await runCommand({ database, now, seal }, command);
  } finally {
    await database.close();
  }
}
