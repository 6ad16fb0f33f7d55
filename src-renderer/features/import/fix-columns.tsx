import type { Session, SessionRow } from '#shared/contract/import.ts';
import type { Say } from '../../messages/use-message.ts';
import type { CellNote, GridColumn } from '../../ui/grid/index.ts';
import { Status } from '../../ui/status.tsx';
import styles from './fix-step.module.css';
import { problemSentence, sentenceInRow, worstFirst } from './problem-words.ts';
import type { useReference } from './use-reference.ts';

/** Widths in pixels of the fields that are not of the usual width. */
const WIDTHS: Readonly<Record<string, number>> = {
  username: 112,
  password: 88,
  fullName: 144,
  phone: 120,
  email: 128,
  package: 104,
  zone: 92,
  address: 180,
  mac: 136,
};
const USUAL_WIDTH = 112;
const MONO = new Set(['ip', 'mac']);

interface FixColumnsOptions {
  readonly fields: Session['fields'];
  /** Rows in all: what the numbers need. */
  readonly rows: number;
  /** Pixels for the sentences. */
  readonly issueWidth: number;
  readonly namesOf: ReturnType<typeof useReference>['namesOf'];
  readonly say: Say;
}

/** The columns of the grid: row number, every field of the file, and what is wrong in words. */
export function fixColumns({
  fields,
  rows,
  issueWidth,
  namesOf,
  say,
}: FixColumnsOptions): readonly GridColumn<SessionRow>[] {
  const issue = (row: SessionRow): readonly string[] =>
    row.problems.map((problem) => sentenceInRow(problem, row, fields, say));
  return [
    {
      id: 'number',
      header: say('import.number'),
      width: rows > 99_999 ? 76 : 56,
      align: 'end',
      sticky: true,
      text: (row) => `${row.number}`,
    },
    ...fields.map(({ field, label }, position): GridColumn<SessionRow> => {
      const options = namesOf(field);
      return {
        id: field,
        header: label,
        width: WIDTHS[field] ?? USUAL_WIDTH,
        sticky: field === 'username' && position === 0,
        mono: MONO.has(field),
        grow: field === 'address',
        editable: true,
        text: (row) => row.values[position] ?? '',
        // A hidden password cannot be gone on with; it is written anew.
        ...(field === 'password' && { editText: () => '' }),
        ...(options !== null && { options }),
      };
    }),
    {
      id: 'issue',
      header: say('import.issue'),
      width: issueWidth,
      sticky: 'end',
      text: (row) => (row.leftOut ? say('import.is-left-out') : issue(row).join(' ')),
      render: (row) => {
        if (row.leftOut) return <span className="muted">{say('import.is-left-out')}</span>;
        const [worst] = worstFirst(row.problems);
        if (worst === undefined) return null;
        return (
          <span className={styles.issue}>
            {worst.severity === 'error' ? (
              <Status glyph="square" tone="bad">
                {null}
              </Status>
            ) : (
              <Status glyph="triangle" tone="warn">
                {null}
              </Status>
            )}
            <span className={styles.sentence}>{sentenceInRow(worst, row, fields, say)}</span>
            {row.problems.length > 1 && (
              <span className={styles.more}>{say('import.more', { count: row.problems.length - 1 })}</span>
            )}
          </span>
        );
      },
    },
  ];
}

/** What is wrong with one cell: all of it, as bad as its worst. */
export function noteOf(row: SessionRow, columnId: string, say: Say): CellNote | null {
  if (row.leftOut) return null;
  const problems = row.problems.filter((problem) => problem.field === columnId);
  if (problems.length === 0) return null;
  return {
    severity: problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    text: problems.map((problem) => problemSentence(problem, row.number, say)).join(' '),
  };
}
