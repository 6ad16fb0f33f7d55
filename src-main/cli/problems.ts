import type { DryRun, ListedProblem } from '#shared/contract/import.ts';
import type { Console } from './console.ts';

/** How many problems are listed for people; programs and the error report get all. */
const LISTED = 200;

/** A problem as `--json` gives it. */
export interface ProblemDocument {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly value: string;
  readonly message: string;
  readonly suggestion?: string;
}

/** What a check found, as validate and import print it: errors + warnings = problems. */
export interface Found extends DryRun {
  readonly errors: number;
  readonly warnings: number;
  readonly problems: readonly ProblemDocument[];
}

type Stream = AsyncIterator<readonly ListedProblem[], DryRun, void>;

export async function everyProblem(stream: Stream, console: Console): Promise<Found> {
  const problems: ProblemDocument[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done === true) {
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      return { ...next.value, errors, warnings: problems.length - errors, problems };
    }
    for (const problem of next.value) problems.push(documentOf(problem, console));
  }
}

function documentOf(problem: ListedProblem, console: Console): ProblemDocument {
  const { row, column, code, severity, value, params, suggestion } = problem;
  const message = console.say(`problem.${code}`, { ...params, row, column, value, suggestion: suggestion ?? '' });
  return { row, column, code, severity, value, message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** The sums and the problems for people. */
export function tellFound(found: Found, console: Console): void {
  for (const { severity, message } of found.problems.slice(0, LISTED)) {
    console.print(`${severity === 'error' ? '■' : '▲'} ${message}`);
  }
  const more = found.problems.length - LISTED;
  if (more > 0) console.print(console.say('cli.more-problems', { count: more }));
  const { rows, ok, errors, warnings } = found;
  console.print(console.say('cli.checked', { rows, ok, refused: rows - ok, errors, warnings }));
}

/** What else is to be known of the file, and which columns nobody reads. */
export function tellBeside(found: DryRun, console: Console): void {
  for (const { code, params } of found.notes) console.note(console.say(`import.note.${code}`, params));
  if (found.ignored.length > 0) {
    console.note(console.say('cli.ignored-columns', { columns: found.ignored.join(', ') }));
  }
}
