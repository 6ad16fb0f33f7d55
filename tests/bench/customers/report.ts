import { median } from '../median.ts';

/** One measurement in milliseconds, and the same by plain SQL in the same run. */
export interface Line {
  readonly what: string;
  readonly times: number;
  readonly half: number;
  readonly most: number;
  readonly plain: number;
  readonly goal: number | null;
}

/** `goal`: what the 95th percentile should not exceed; null where none was set. */
export function told(what: string, ours: readonly number[], theirs: readonly number[], goal: number | null): Line {
  return { what, times: ours.length, half: median(ours), most: percentile(ours, 0.95), plain: median(theirs), goal };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function print(lines: readonly Line[], rows: number): void {
  const number = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(1)).padStart(9);
  console.log(`\n${rows.toLocaleString('en')} customers, milliseconds`);
  console.log(`${''.padEnd(38)}    times      p50      p95  SQL p50    ratio   goal for p95`);
  for (const { what, times, half, most, plain, goal } of lines) {
    const met = goal === null ? '' : `${String(goal).padStart(6)} ${most <= goal ? 'met' : 'NOT MET'}`;
    console.log(
      `${what.padEnd(38)}${String(times).padStart(9)}${number(half)}${number(most)}${number(plain)}${number(half / plain)} ${met}`,
    );
  }
}
