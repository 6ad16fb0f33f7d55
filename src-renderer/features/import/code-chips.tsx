import type { SessionCounts } from '#shared/contract/import.ts';
import { PROBLEM_SEVERITY, type ProblemCode } from '#shared/domain/import/codes.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import styles from './code-chips.module.css';
import { problemName } from './problem-words.ts';

interface CodeChipsProps {
  readonly counts: SessionCounts;
  readonly chosen: ProblemCode | undefined;
  readonly onChoose: (code: ProblemCode | undefined) => void;
  readonly onAccept: (code: ProblemCode) => void;
}

/** The kinds of problems in the file with their counts: to look at one kind, and to take all its suggestions at once. */
export function CodeChips({ counts, chosen, onChoose, onAccept }: CodeChipsProps) {
  const say = useMessage();
  const { count } = useFormats();
  // What was chosen stays in sight when its last row is mended: it is the way back.
  const shown = counts.byCode.filter(({ code, rows }) => rows > 0 || code === chosen);
  if (shown.length === 0) return null;
  const suggested = shown.filter(({ suggestions }) => suggestions > 0);
  return (
    <div className={styles.chips} role="group" aria-label={say('import.kinds-of-problems')}>
      {shown.map(({ code, rows }) => (
        <button
          key={code}
          type="button"
          className={styles.chip}
          aria-pressed={code === chosen}
          onClick={() => onChoose(code === chosen ? undefined : code)}
        >
          {PROBLEM_SEVERITY[code] === 'error' ? (
            <Status glyph="square" tone="bad">
              {null}
            </Status>
          ) : (
            <Status glyph="triangle" tone="warn">
              {null}
            </Status>
          )}
          {problemName(code, say)} <span className={styles.count}>{count(rows)}</span>
        </button>
      ))}
      {suggested.map(({ code, suggestions }) => (
        <button key={code} type="button" className={styles.accept} onClick={() => onAccept(code)}>
          {code === 'phone-zero-lost'
            ? say('import.restore-zeros', { count: suggestions })
            : say('import.accept', { name: problemName(code, say), count: suggestions })}
        </button>
      ))}
    </div>
  );
}
