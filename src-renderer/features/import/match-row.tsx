import type { ColumnMatch } from '#shared/contract/import.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import { Choice } from '../../ui/choice.tsx';
import type { FieldChoice } from './field-words.ts';
import styles from './match-step.module.css';

const NOT_IMPORTED = '';

const CONFIDENCE: Readonly<Record<ColumnMatch['confidence'], readonly [Glyph, Tone, MessageKey]>> = {
  official: ['tick', 'good', 'import.sure-official'],
  known: ['tick', 'good', 'import.sure-known'],
  chosen: ['tick', 'good', 'import.sure-chosen'],
  unsure: ['triangle', 'warn', 'import.unsure'],
  unknown: ['ring', 'idle', 'import.unknown'],
};

interface MatchRowProps {
  readonly match: ColumnMatch;
  readonly fields: readonly FieldChoice[];
  readonly disabled: boolean;
  readonly onMatch: (field: ImportField | null) => void;
}

/** One column of the file: what is in it, the field it fills, and how sure that is. */
export function MatchRow({ match, fields, disabled, onMatch }: MatchRowProps) {
  const say = useMessage();
  const { heading, samples, field, confidence, guess, column } = match;
  const name = heading === '' ? say('import.column-without-name', { number: column + 1 }) : heading;
  const guessed = fields.find((one) => one.field === guess);
  const [glyph, tone, word] =
    confidence === 'chosen' && field === null
      ? (['ring', 'idle', 'import.not-wanted'] as const)
      : CONFIDENCE[confidence];
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      <td className={styles.samples} title={samples.join('\n')}>
        {samples.join(' · ')}
      </td>
      <td className={styles.field}>
        <Choice
          label={say('import.field-for', { column: name })}
          hideLabel
          disabled={disabled}
          value={field ?? NOT_IMPORTED}
          options={[
            { value: NOT_IMPORTED, word: say('import.do-not-import') },
            ...fields.map((one) => ({ value: one.field, word: one.label })),
          ]}
          onChoose={(value) => onMatch(value === NOT_IMPORTED ? null : value)}
        />
      </td>
      <td>
        <div className={styles.confidence}>
          <Status glyph={glyph} tone={tone}>
            {guessed === undefined || confidence !== 'unsure'
              ? say(word)
              : say('import.may-be', { field: guessed.label })}
          </Status>
          {guessed !== undefined && confidence === 'unsure' && (
            <Button kind="quiet" disabled={disabled} onClick={() => onMatch(guessed.field)}>
              {say('import.use-field', { field: guessed.label })}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
