import type { ImportField } from '#shared/domain/import/fields.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { fieldChoices, labelOf } from './field-words.ts';
import { MatchRow } from './match-row.tsx';
import styles from './match-step.module.css';
import { MissingFields } from './missing-fields.tsx';
import type { StepProps } from './session-page.tsx';
import { StepFrame } from './step-frame.tsx';
import { useChoose } from './use-choose.ts';
import { useReference } from './use-reference.ts';

/** Step 2: which column fills which field, and what fills the required ones that no column does. */
export function MatchStep({ session, onGo }: StepProps) {
  const say = useMessage();
  const choose = useChoose(session);
  const reference = useReference();
  const { columns, missing } = session;
  const isBusy = choose.isPending || session.stage === 'reading';
  const isReady = missing.length === 0 && !isBusy;

  const match = (column: number, field: ImportField | null): void => {
    onGo('match');
    const before = columns.filter((one) => field !== null && one.field === field && one.column !== column);
    const freed = Object.fromEntries(before.map((one) => [one.column, null]));
    choose.mutate({ columns: { ...session.choices.columns, ...freed, [column]: field } });
  };
  const goOn = (): void => {
    if (session.stage === 'fix') {
      onGo('fix');
      return;
    }
    // Said about every column as it stands, so that nothing is left unsure.
    const said = Object.fromEntries(columns.map(({ column, field }) => [column, field]));
    choose.mutate({ columns: said }, { onSuccess: () => onGo('fix') });
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
        <MissingFields
          session={session}
          reference={reference}
          disabled={isBusy}
          onFix={(fixed) => {
            onGo('match');
            choose.mutate({ fixed });
          }}
        />
        {choose.error !== null && <p role="alert">{sentenceOf(choose.error, say)}</p>}
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
