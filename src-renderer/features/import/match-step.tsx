import type { Choices } from '#shared/domain/import/choices.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { fieldChoices, labelOf } from './field-words.ts';
import { MatchRow } from './match-row.tsx';
import styles from './match-step.module.css';
import { MissingFields } from './missing-fields.tsx';
import { ReadingNotes } from './reading-notes.tsx';
import type { StepProps } from './session-page.tsx';
import { StepFrame } from './step-frame.tsx';
import { type Choose, useChoose } from './use-choose.ts';
import { useReference } from './use-reference.ts';

/** Step 2: which column fills which field, and what fills the required ones that no column does. */
export function MatchStep({ session, onGo }: StepProps) {
  const say = useMessage();
  const { choose, isPending, error } = useChoose(session);
  const reference = useReference();
  const { columns, missing } = session;
  const isBusy = isPending || session.stage === 'reading';
  const isReady = missing.length === 0 && !isBusy;

  // What went wrong shows below; nothing else is to be done about it here.
  const asked = (change: Parameters<Choose>[0]): void => {
    onGo('match');
    void choose(change).catch(() => undefined);
  };
  const match = (column: number, field: ImportField | null): void =>
    asked(({ columns: chosen = {} }) => {
      // A field is filled by one column: the one that had it before lets go of it.
      const others = columns.filter((one) => field !== null && one.field === field).map((one) => `${one.column}`);
      const chosenBefore = Object.keys(chosen).filter((key) => field !== null && chosen[key] === field);
      const freed = Object.fromEntries([...others, ...chosenBefore].map((key) => [key, null]));
      return { columns: { ...chosen, ...freed, [column]: field } };
    });
  const goOn = (): void => {
    if (session.stage === 'fix') {
      onGo('fix');
      return;
    }
    // Said about every column as it stands, so that nothing is left unsure.
    const said = Object.fromEntries(columns.map(({ column, field }) => [column, field]));
    choose(() => ({ columns: said })).then(
      () => onGo('fix'),
      () => undefined,
    );
  };
  return (
    <StepFrame
      hint={
        missing.length > 0
          ? say('import.missing', { count: missing.length, fields: names(missing, reference.own) })
          : say('import.nothing-saved')
      }
      actions={
        <>
          <Button onClick={() => onGo('file')}>{say('import.back')}</Button>
          <Button kind="primary" disabled={!isReady} onClick={goOn}>
            {say('import.next')}
          </Button>
        </>
      }
    >
      <div className={styles.step}>
        <ReadingNotes session={session} />
        <MissingFields
          session={session}
          reference={reference}
          disabled={isBusy}
          onFix={(field, value) => asked(({ fixed = {} }) => ({ fixed: withValue(fixed, field, value) }))}
        />
        {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('import.your-column')}</th>
              <th scope="col">{say('import.samples')}</th>
              <th scope="col">{say('import.fills')}</th>
              <th scope="col">{say('import.confidence')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <MatchRow
                key={column.column}
                match={column}
                fields={fieldChoices(reference.own)}
                disabled={isBusy}
                onMatch={(field) => match(column.column, field)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </StepFrame>
  );
}

const names = (fields: readonly ImportField[], own: Parameters<typeof labelOf>[1]): string =>
  fields.map((field) => labelOf(field, own)).join(', ');

/** One value for all rows of a field, or none any more (null). */
function withValue(fixed: NonNullable<Choices['fixed']>, field: ImportField, value: string | null): Choices['fixed'] {
  const others = Object.entries(fixed).filter(([key]) => key !== field);
  return Object.fromEntries(value === null ? others : [...others, [field, value]]);
}
