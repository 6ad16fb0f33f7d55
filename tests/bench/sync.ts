// The central server on a real PostgreSQL: a push of many customers against PostgreSQL's own COPY of the same rows into the
// same tables with the same indexes; many consoles at once; memory: `npm run bench -- sync [--rows N] [--rounds N] [--consoles N]`.
// `--consoles 0` leaves the crowd out; `--profile FOLDER` has Node write there what the server's time went into.
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { makeCode } from '#server/devices/enrol.ts';
import { postgresql } from '#server/store/postgresql.ts';
import { postgresqlPrograms, startPostgreSql } from '../server/postgresql/start.ts';
import { median } from './median.ts';
import { BareConsole } from './sync/console.ts';
import { copyOfTheSame } from './sync/copy.ts';
import { CHUNK, chunks, isp } from './sync/people.ts';
import { BenchServer } from './sync/server.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    consoles: { type: 'string', default: '50' },
    profile: { type: 'string' },
  },
});
const [rows, rounds, consoles] = [Number(values.rows), Number(values.rounds), Number(values.consoles)];

const programs = postgresqlPrograms();
if (programs === null) {
  console.log('There is no PostgreSQL on this computer (apt-get install postgresql).');
  process.exit(2);
}
if (!(await buildWhenStale())) process.exit(1);
const server = await startPostgreSql(programs);
try {
  await measure();
} finally {
  await server.stop();
}

interface Pushed {
  readonly push: number;
  readonly copy: number;
  readonly crowd: number;
  readonly peak: number | null;
}

/** One database: the rows by one console, the same by COPY, then many consoles at once. */
async function round(number: number): Promise<Pushed> {
  const name = `pushed_${number}`;
  const root = postgresql(`${server.url}/postgres`, () => undefined);
  await root.run(`CREATE DATABASE ${name}`);
  await root.close();
  const database = postgresql(`${server.url}/${name}`, () => undefined);
  await using central = await new BenchServer(server.bySocket(name), values.profile ?? null).start();
  const { id = '' } = central.command('operator', 'add', '--name', 'Shapla');
  const enrol = async () => BareConsole.enrolled(central.url, (await makeCode(database, 'Shapla', new Date())).code);
  const office = await enrol();
  await office.push([isp()]);
  const bodies = [...chunks(id, rows, 'user')].map((one) => office.packed([one]));
  const begun = performance.now();
  for (const body of bodies) await office.send(body);
  const push = performance.now() - begun;
  const copy = await copyOfTheSame(server.url, name);
  const many: BareConsole[] = [];
  for (let one = 0; one < consoles; one += 1) many.push(await enrol());
  const crowdBegun = performance.now();
  await Promise.all(
    many.map(async (one, index) => {
      for (const chunk of chunks(id, 2 * CHUNK, `crowd${index}-`)) await one.push([chunk]);
    }),
  );
  const crowd = performance.now() - crowdBegun;
  await database.close();
  return { push, copy, crowd, peak: central.peakMegabytes() };
}

async function measure(): Promise<void> {
  const all: Pushed[] = [];
  for (let number = 0; number < rounds; number += 1) all.push(await round(number));
  const push = median(all.map((one) => one.push));
  const copy = median(all.map((one) => one.copy));
  const line = (what: string, figure: string): void => console.log(`  ${what.padEnd(52)} ${figure.padStart(10)}`);
  console.log(`\n${rows.toLocaleString('en')} customers, medians of ${rounds}`);
  line('push by one console, with what FreeRADIUS reads', `${push.toFixed(0)} ms`);
  line('COPY of the same rows, same tables and indexes', `${copy.toFixed(0)} ms`);
  // Of each round by itself: what else the machine does meanwhile it does to both.
  line('push / COPY (goal: 3)', median(all.map((one) => one.push / one.copy)).toFixed(2));
  const crowd = median(all.map((one) => one.crowd));
  if (consoles > 0)
    line(`${consoles} consoles at once, ${2 * CHUNK} customers each, no error`, `${crowd.toFixed(0)} ms`);
  const peaks = all.flatMap(({ peak }) => (peak === null ? [] : [peak]));
  if (peaks.length > 0) line('most memory of the server (goal: 400 MB)', `${Math.max(...peaks).toFixed(0)} MB`);
}
