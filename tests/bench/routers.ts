// Bringing customers to a router over a slow line, against one command at a time over the same line in the same run, and
// reading everybody who is online in one go: `npm run bench -- routers [--rows N] [--latency MS]`.
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { connect } from '../../src-main/routeros/index.ts';
import { startSimulator } from '../../src-simulator/simulator.ts';
import { OfficeWithRouter } from '../fixtures/office-with-router.ts';
import { RouterBeside } from '../fixtures/router-beside.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000' }, latency: { type: 'string', default: '20' } },
});
const rows = Number(values.rows);
const latencyMs = Number(values.latency);

/** From 10.0.0.2 on: the office's block of a thousand. */
const address = (i: number): string => `10.0.${(i + 2) >> 8}.${(i + 2) & 255}`;
const people = Array.from({ length: rows }, (_, i) => `user${i},Home,${address(i)}`);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The same secrets by a script that waits for every answer. */
async function oneByOne(): Promise<number> {
  await using simulator = await startSimulator({ password: 'secret', latencyMs });
  const session = await connect({ host: simulator.host, port: simulator.port, user: 'admin', password: 'secret' });
  const took = await timed(async () => {
    for (let i = 0; i < rows; i += 1) {
      await session.add('/ppp/secret', { name: `user${i}`, password: `secret-of-user${i}`, service: 'pppoe' });
    }
  });
  session.close();
  return took;
}

/** The queue, worked; beside a router that never answers when `besideSilence`. */
async function provisioned({ besideSilence }: { readonly besideSilence: boolean }): Promise<number> {
  await using at = await OfficeWithRouter.open({ simulator: { latencyMs } });
  await at.customers(...people);
  if (!besideSilence) return await timed(() => at.run());
  await using silent = await RouterBeside.start({ faults: ['silence'] });
  const other = await silent.addTo(at.client, { name: 'Silent Router' });
  const packages = await at.client.packages.list();
  await at.client.networkAddresses.add({
    operatorId: at.root,
    code: null,
    cidr: '10.9.0.0/24',
    gateway: null,
    routerId: other,
    packages: packages.map(({ id }) => id),
    reserved: [],
  });
  await at.customers('waiting,Home,10.9.0.9');
  const slow = at.client.provisioning.run({ router: other });
  const took = await timed(() => at.client.provisioning.run({ router: at.routerId }));
  silent.simulator.dropConnections();
  await slow;
  return took;
}

/** 10,000 sessions in one bulk, and a hundred of them by a question each. */
async function sessionsRead(): Promise<{ readonly bulk: number; readonly single: number }> {
  await using simulator = await startSimulator({
    password: 'secret',
    latencyMs,
    fill: { '/ppp/secret': Array.from({ length: 10_000 }, (_, i) => ({ name: `user${i}`, password: 'x' })) },
  });
  const session = await connect({ host: simulator.host, port: simulator.port, user: 'admin', password: 'secret' });
  const bulk = await timed(() => session.print('/ppp/secret', ['name', 'profile', 'comment']));
  const single = await timed(async () => {
    for (let i = 0; i < 100; i += 1) {
      await session.print('/ppp/secret', ['name', 'profile', 'comment'], {
        is: 'equals',
        field: 'name',
        value: `user${i}`,
      });
    }
  });
  session.close();
  return { bulk, single };
}

if (!(await buildWhenStale())) process.exit(1);
const baseline = await oneByOne();
const alone = await provisioned({ besideSilence: false });
const beside = await provisioned({ besideSilence: true });
const read = await sessionsRead();
const line = (what: string, figure: string): void => console.log(`  ${what.padEnd(52)}${figure.padStart(10)}`);
console.log(`\n${rows.toLocaleString('en')} customers over a line of ${latencyMs} ms`);
line('one command at a time', `${baseline.toFixed(0)} ms`);
line('provisioned: read, written, read back', `${alone.toFixed(0)} ms`);
line('times faster (goal: 8)', (baseline / alone).toFixed(1));
line('beside a router that never answers / alone (goal: 1)', (beside / alone).toFixed(2));
line('10,000 records read in one bulk', `${read.bulk.toFixed(0)} ms`);
line('a hundred of them by a question each', `${read.single.toFixed(0)} ms`);
