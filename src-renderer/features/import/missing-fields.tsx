import type { Session } from '#shared/contract/import.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { Choice } from '../../ui/choice.tsx';
import { labelOf } from './field-words.ts';
import styles from './match-step.module.css';
import type { useReference } from './use-reference.ts';

interface MissingFieldsProps {
  readonly session: Session;
  readonly reference: ReturnType<typeof useReference>;
  readonly disabled: boolean;
  /** Null: no value for all rows any more. */
  readonly onFix: (field: ImportField, value: string | null) => void;
}

/** Required fields that nothing fills, each with the way out: one value for all rows. And those that have one. */
export function MissingFields({ session, reference, disabled, onFix }: MissingFieldsProps) {
  const say = useMessage();
  const fixed = session.choices.fixed ?? {};
  // The keys of a partial record of fields are fields.
  const fixedFields = Object.keys(fixed) as ImportField[];
  return (
    <>
      {session.missing.length > 0 && (
        <section className={styles.missing} aria-label={say('import.required')}>
          {session.missing.map((field) => (
            <div key={field} className={styles.line}>
              <Status glyph="square" tone="bad">
                {say(field === 'username' ? 'import.username-missing' : 'import.required-missing', {
                  field: labelOf(field, reference.own),
                })}
              </Status>
              {/* A username that all rows share would make them all the same customer. */}
              {field !== 'username' && (
                <OneValue
                  label={say('import.one-value', { field: labelOf(field, reference.own) })}
                  names={reference.namesOf(field)}
                  disabled={disabled}
                  onChoose={(value) => onFix(field, value)}
                />
              )}
            </div>
          ))}
        </section>
      )}
      {fixedFields.length > 0 && (
        <section className={styles.fixed} aria-label={say('import.same-for-all')}>
          {fixedFields.map((field) => (
            <div key={field} className={styles.line}>
              <Status glyph="tick" tone="good">
                {say('import.fixed', {
                  field: labelOf(field, reference.own),
                  value: field === 'password' ? '••••••' : (fixed[field] ?? ''),
                })}
              </Status>
              <Button kind="quiet" disabled={disabled} onClick={() => onFix(field, null)}>
                {say('import.remove')}
              </Button>
            </div>
          ))}
        </section>
      )}
    </>
  );
}

interface OneValueProps {
  readonly label: string;
  readonly names: readonly string[] | null;
  readonly disabled: boolean;
  readonly onChoose: (value: string) => void;
}

/** One value for all rows: from a list where there is one, else typed and confirmed with Enter or by leaving the field. */
function OneValue({ label, names, disabled, onChoose }: OneValueProps) {
  const say = useMessage();
  if (names !== null) {
    return (
      <Choice
        label={label}
        hideLabel
        disabled={disabled}
        value=""
        options={[
          { value: '', word: say('import.one-for-all') },
          ...names.map((name) => ({ value: name, word: name })),
        ]}
        onChoose={(value) => (value === '' ? undefined : onChoose(value))}
      />
    );
  }
  return (
    <input
      aria-label={label}
      placeholder={say('import.one-for-all')}
      disabled={disabled}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      onBlur={(event) => {
        const value = event.currentTarget.value.trim();
        if (value !== '') onChoose(value);
      }}
    />
  );
}
