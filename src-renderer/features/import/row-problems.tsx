import type { RowProblem, Session, SessionRow } from '#shared/contract/import.ts';
import type { Step } from '#shared/domain/import/choices.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { columnOf, problemSentence, worstFirst } from './problem-words.ts';
import { ReplaceValue } from './replace-value.tsx';
import styles from './row-problems.module.css';
import type { useReference } from './use-reference.ts';

interface RowProblemsProps {
  readonly session: Session;
  /** The row under the cursor. */
  readonly row: SessionRow | undefined;
  /** Rows that are marked with it. */
  readonly marked: number;
  /** The column under the cursor: its problems come first. */
  readonly columnId: string;
  readonly reference: ReturnType<typeof useReference>;
  readonly onLeaveOut: () => void;
  readonly onStep: (step: Step) => void;
  readonly onShowRow: (number: number) => void;
}

/** Everything that is wrong with the row under the cursor, each with what mends it. */
export function RowProblems(props: RowProblemsProps) {
  const { session, row, marked, columnId, reference, onLeaveOut, onStep, onShowRow } = props;
  const say = useMessage();
  const problems = row === undefined || row.leftOut ? [] : inOrder(row.problems, columnId);
  return (
    <div className={styles.panel}>
      {/* Scrolled by keyboard where it is longer than its place. */}
      <div
        className={styles.problems}
        tabIndex={problems.length > 1 ? 0 : undefined}
        role="group"
        aria-label={say('import.row-problems')}
      >
        {row !== undefined && problems.length === 0 && (
          <p className="muted">{say(row.leftOut ? 'import.row-left-out' : 'import.row-ready', { row: row.number })}</p>
        )}
        {row !== undefined &&
          problems.map((problem, place) => (
            <div key={`${problem.field} ${problem.code} ${place}`} className={styles.problem}>
              <Status
                glyph={problem.severity === 'error' ? 'square' : 'triangle'}
                tone={problem.severity === 'error' ? 'bad' : 'warn'}
              >
                {null}
              </Status>
              <span className={styles.sentence}>
                <strong>{columnOf(problem, session.fields)}</strong> {problemSentence(problem, row.number, say)}
              </span>
              <WaysOut
                session={session}
                row={row}
                problem={problem}
                reference={reference}
                onStep={onStep}
                onShowRow={onShowRow}
              />
            </div>
          ))}
      </div>
      {row !== undefined && (
        <Button kind="quiet" onClick={onLeaveOut} title={say('import.key-delete')}>
          {say(row.leftOut ? 'import.take-in' : 'import.leave-out', { count: marked })}
        </Button>
      )}
    </div>
  );
}

interface WaysOutProps extends Pick<RowProblemsProps, 'session' | 'reference' | 'onStep' | 'onShowRow'> {
  readonly row: SessionRow;
  readonly problem: RowProblem;
}

function WaysOut({ session, row, problem, reference, onStep, onShowRow }: WaysOutProps) {
  const say = useMessage();
  const { field, code, value, suggestion, params } = problem;
  const names = reference.namesOf(field);
  const other = params['otherRow'];
  return (
    <span className={styles.ways}>
      {suggestion !== undefined && (
        <Button kind="quiet" onClick={() => onStep({ kind: 'accept', code, row: row.number, filter: { show: 'all' } })}>
          {say('import.use', { suggestion })}
        </Button>
      )}
      {names !== null && code.endsWith('-not-found') && (
        <ReplaceValue
          key={`${field} ${value}`}
          session={session.id}
          field={field}
          value={value}
          names={names}
          onStep={onStep}
        />
      )}
      {typeof other === 'number' && (
        <Button kind="quiet" onClick={() => onShowRow(other)}>
          {say('import.show-row', { row: other })}
        </Button>
      )}
    </span>
  );
}

function inOrder(problems: readonly RowProblem[], columnId: string): readonly RowProblem[] {
  const sorted = worstFirst(problems);
  return [
    ...sorted.filter((problem) => problem.field === columnId),
    ...sorted.filter((problem) => problem.field !== columnId),
  ];
}
