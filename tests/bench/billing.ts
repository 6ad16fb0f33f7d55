// The billing clock at a month's end, over customers of every kind, against a bare script that writes the same rows to the
// same tables in the same run: `npm run bench -- billing [--rows N] [--rounds N]`. Figures; there is no goal.
import { cpSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../../src-main/launch/build-when-stale.mjs';
import { MoneyOffice, NOON } from '../features/money-office.ts';
import { bareScript } from './billing/bare-script.ts';
import { customerLines } from './billing/customers.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
});
const rows = Number(values.rows);
/** In Dhaka: the last evening of the month, and shortly behind its midnight. */
const EVENING = Date.parse('2026-11-30T23:00:00+06:00');
const MIDNIGHT = Date.parse('2026-12-01T00:05:00+06:00');

/** An office as another one stands, in a folder of its own. */
function copyOf(other: MoneyOffice): MoneyOffice {
  const here = new MoneyOffice();
  cpSync(other.root, here.root, { recursive: true });
  here.time = MIDNIGHT;
  return here;
}

if (!(await buildWhenStale())) process.exit(1);
console.log(`Making ${rows.toLocaleString('en')} customers, and billing them until the last evening`);
await using evening = await MoneyOffice.opened(customerLines(rows));
await evening.at(NOON);
await evening.at(EVENING);
await evening.close();

const figures: { readonly clock: number; readonly bare: number; readonly stall: number; readonly rows: number }[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  await using here = copyOf(evening);
  await using other = copyOf(evening);
  here.client = await here.open();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const ran = await here.client.billing.run({});
  const clock = performance.now() - begun;
  delay.disable();
  await here.close();
  const bare = bareScript(other.folder, here.folder);
  figures.push({ clock, bare: bare.ms, stall: delay.max / 1e6, rows: bare.rows });
  if (round === 0) console.log(`  ${JSON.stringify(ran)}`);
}
const of = (figure: 'clock' | 'bare' | 'stall'): number => median(figures.map((one) => one[figure]));
console.log(
  `\n${rows.toLocaleString('en')} customers, medians of ${figures.length}, ${figures[0]?.rows ?? 0} rows written`,
);
console.log(`  clock                                ${of('clock').toFixed(0).padStart(8)} ms`);
console.log(`  bare script, same rows and tables    ${of('bare').toFixed(0).padStart(8)} ms`);
console.log(`  clock / bare script                  ${(of('clock') / of('bare')).toFixed(2).padStart(8)}`);
console.log(`  longest stall of the event loop      ${of('stall').toFixed(1).padStart(8)} ms`);
