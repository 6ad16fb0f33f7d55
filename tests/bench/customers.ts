// Lists and searches among a million customers, through the contract, each against plain SQL for the same rows in the same
// run: `npm run bench -- customers [--rows N] [--times N]`. The store is made once and kept in the temporary folder.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';
import { pathsOf } from '#main/store/folder.ts';
import { folderOf } from './customers/million.ts';
import { type Client, office } from './customers/office.ts';
import { plainSql } from './customers/plain-sql.ts';
import { questions } from './customers/questions.ts';
import { type Line, print, told } from './customers/report.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, times: { type: 'string', default: '40' } },
});
const times = Number(values.times);
const root = await folderOf(Number(values.rows));
const file = pathsOf(join(root, 'data')).store;
const plain = plainSql(file);
const lines: Line[] = [];
const BASELINES = 5;

async function timed(job: () => unknown): Promise<number> {
  const begun = performance.now();
  await job();
  return performance.now() - begun;
}

const FIRST_PAGE: CustomerFilter = { status: 'active' };

// What the first person of the day waits for: a program that was just opened, and then also a disk that was not read yet.
const cold = async (what: string, before: () => void): Promise<void> => {
  const ours: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    before();
    await office(root, async (client) => ours.push(await timed(() => client.customers.list({ filter: FIRST_PAGE }))));
  }
  const theirs: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    before();
    const fresh = plainSql(file);
    theirs.push(await timed(() => fresh.page(FIRST_PAGE)));
    fresh.close();
  }
  lines.push(told(what, ours, theirs, 100));
};
await cold('first page, program just opened', () => undefined);
if (process.platform === 'linux')
  await cold('first page, disk not read before', () => {
    // Asks the system to forget the file (dd: "count=0 ... nocache").
    execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
  });

await office(root, async (client) => {
  await warm(client, 'first page', [FIRST_PAGE, {}, { status: 'suspended' }, { status: 'deleted' }], 100);
  for (const by of ['fullName', 'created', 'expires', 'phone', 'ip'] as const)
    await warm(client, `first page by ${by}`, [FIRST_PAGE], 100, { by, descending: by === 'created' });
  await afterAWrite(client);

  const asked = questions(file, times);
  const all: number[] = [];
  for (const [what, words] of Object.entries(asked.searches)) {
    const ours = await warm(
      client,
      `search: ${what}`,
      words.map((search) => ({ search })),
      30,
    );
    all.push(...ours);
  }
  lines.push(told('search: all of these', all, [], 30));

  await middle(client);
  for (const [what, filter] of asked.filters) await warm(client, `filter: ${what}`, [filter], null);
  await counts(client);
});
plain.close();
print(lines, Number(values.rows));

/** Each question is asked for the first time, as nothing of an answer before is of use to it; one alone is asked anew. */
async function warm(
  client: Client,
  what: string,
  filters: readonly CustomerFilter[],
  goal: number | null,
  sort?: CustomerSort,
): Promise<readonly number[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const filter of filters) {
    const input = { filter, ...(sort && { sort }) };
    ours.push(await timed(() => client.customers.list(input)));
    // The baseline takes its time: a few of it are enough for its median.
    if (theirs.length < BASELINES) theirs.push(await timed(() => plain.page(filter, sort)));
    if (filters.length > 4) continue;
    for (let again = 1; again < times / filters.length; again += 1)
      ours.push(await timed(() => client.customers.list(input)));
  }
  lines.push(told(what, ours, theirs, goal));
  return ours;
}

/** Whatever is kept of counts and orders holds only until somebody writes. */
async function afterAWrite(client: Client): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < times; round += 1) {
    await client.customers.chooseColumns({ columns: round % 2 === 0 ? ['username'] : null });
    ours.push(await timed(() => client.customers.list({ filter: FIRST_PAGE })));
    if (theirs.length < BASELINES) theirs.push(await timed(() => plain.page(FIRST_PAGE)));
  }
  lines.push(told('first page, right after a write', ours, theirs, 100));
}

async function middle(client: Client): Promise<void> {
  let cursors: readonly string[] = [];
  const laidOut = await timed(async () => (cursors = (await client.customers.windows({ filter: {} })).cursors));
  lines.push(told('windows of the whole list laid out', [laidOut], [await timed(() => plain.cursors(200))], null));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const at = Math.floor((round / times) * cursors.length);
    const after = cursors[at];
    if (after === undefined) continue;
    ours.push(await timed(() => client.customers.list({ filter: {}, after })));
    if (round % Math.ceil(times / BASELINES) === 0) theirs.push(await timed(() => plain.pageAt((at + 1) * 200)));
  }
  lines.push(told('a page anywhere (SQL: with OFFSET)', ours, theirs, 100));
}

async function counts(client: Client): Promise<void> {
  const ours = [await timed(() => client.customers.counts())];
  lines.push(told('numbers of the tabs, first time', ours, [await timed(() => plain.counts())], null));
}
