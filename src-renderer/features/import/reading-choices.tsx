import type { Session } from '#shared/contract/import.ts';
import { DateOrder, Delimiter, Encoding } from '#shared/domain/import/choices.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Choice } from '../../ui/choice.tsx';
import styles from './reading-choices.module.css';
import type { ChoicesChange } from './use-choose.ts';

const DELIMITERS: Readonly<Record<Delimiter, MessageKey>> = {
  ',': 'import.comma',
  ';': 'import.semicolon',
  '\t': 'import.tab',
  '|': 'import.pipe',
};

const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
};

interface ReadingChoicesProps {
  readonly session: Session;
  readonly disabled: boolean;
  readonly onChoose: (change: ChoicesChange) => void;
}

/** How the file is read: what was found out, and what a person may say instead. */
export function ReadingChoices({ session, disabled, onChoose }: ReadingChoicesProps) {
  const say = useMessage();
  const { sheets, sheet, format, headerRow, encoding, delimiter, choices } = session;
  // Of what a router exported nothing is left to be chosen.
  const head = format === 'rsc' ? [] : session.head;
  const visible = sheets.filter((one) => !one.hidden || one.name === sheet);
  return (
    <div className={styles.choices}>
      {visible.length > 1 && (
        <Choice
          label={say('import.sheet')}
          value={sheet ?? ''}
          disabled={disabled}
          options={[
            ...(sheet === null ? [{ value: '', word: say('import.choose-sheet') }] : []),
            ...visible.map(({ name }) => ({ value: name, word: name })),
          ]}
          // Another sheet has other headings.
          onChoose={(name) => onChoose({ sheet: name, headerRow: undefined, columns: undefined })}
        />
      )}
      {head.length > 0 && (
        <Choice
          label={say('import.header-row')}
          value={headerRow === null ? '' : `${headerRow}`}
          disabled={disabled}
          options={[
            ...(headerRow === null ? [{ value: '', word: say('import.no-header') }] : []),
            ...head.map(({ number }) => ({
              value: `${number}`,
              word:
                number === headerRow && choices.headerRow === undefined
                  ? say('import.row-found', { row: number })
                  : say('import.row', { row: number }),
            })),
          ]}
          onChoose={(row) => onChoose({ headerRow: Number(row), columns: undefined })}
        />
      )}
      {encoding !== null && (
        <Choice
          label={say('import.encoding')}
          value={encoding}
          disabled={disabled}
          options={Encoding.options.map((value) => ({ value, word: ENCODINGS[value] }))}
          onChoose={(value) => onChoose({ encoding: value })}
        />
      )}
      {delimiter !== null && (
        <Choice
          label={say('import.delimiter')}
          value={delimiter}
          disabled={disabled}
          options={Delimiter.options.map((value) => ({ value, word: say(DELIMITERS[value]) }))}
          onChoose={(value) => onChoose({ delimiter: value, headerRow: undefined, columns: undefined })}
        />
      )}
      {head.length > 0 && (
        <Choice
          label={say('import.dates')}
          value={choices.dateOrder ?? ''}
          disabled={disabled}
          options={[
            { value: '' as const, word: say('import.dates-ask') },
            ...DateOrder.options.map((value) => ({
              value,
              word: say(value === 'DMY' ? 'import.dates-dmy' : 'import.dates-mdy'),
            })),
          ]}
          onChoose={(value) => onChoose({ dateOrder: value === '' ? undefined : value })}
        />
      )}
    </div>
  );
}
