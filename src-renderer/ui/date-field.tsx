import { TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { readDate } from '#shared/domain/import/date.ts';
import { trimmed } from '#shared/domain/text.ts';
import { useFormats } from '../messages/use-formats.ts';
import { useMessage } from '../messages/use-message.ts';
import { Button } from './button.tsx';
import styles from './date-field.module.css';

interface DateFieldProps {
  readonly label: string;
  /** "2026-11-21"; '' for none. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  /** The days that the calendar offers. */
  readonly min?: string;
  readonly max?: string;
  /** What is wrong with it, already said. */
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Has the keyboard when its popover opens. */
  readonly first?: boolean;
}

/**
 * A day, written as people write it (21/11/2026, 2026-11-21, 21 Nov 2026, in Bangla digits) and shown as the program shows
 * days; or picked from the calendar of the system.
 */
export function DateField({ label, value, onChange, min, max, error, required, disabled, first }: DateFieldProps) {
  const say = useMessage();
  const { day } = useFormats();
  const calendar = useRef<HTMLInputElement>(null);
  /** What is being typed; null: what is kept is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);

  const type = (text: string): void => {
    setTyped(text);
    setWrong(false);
    const read = readDate(trimmed(text), 'DMY');
    if (trimmed(text) === '') onChange('');
    // A year of two digits may still become one of four.
    else if (read.kind === 'date' && !read.shortYear) onChange(read.iso);
  };
  const settle = (): void => {
    if (typed === null || trimmed(typed) === '') {
      setTyped(null);
      return;
    }
    const read = readDate(trimmed(typed), 'DMY');
    if (read.kind !== 'date') {
      setWrong(true);
      return;
    }
    setTyped(null);
    if (read.iso !== value) onChange(read.iso);
  };
  return (
    <div className={styles.field}>
      <TextInput
        label={label}
        value={typed ?? (value === '' ? '' : day(value))}
        placeholder={say('common.day-placeholder')}
        error={isWrong ? say('common.no-day') : error}
        required={required ?? false}
        disabled={disabled ?? false}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle();
        }}
        rightSection={
          <Button
            kind="icon"
            disabled={disabled ?? false}
            aria-label={say('common.calendar-of', { label })}
            title={say('common.calendar')}
            onClick={() => calendar.current?.showPicker()}
          >
            <IconCalendar size={16} stroke={1.5} aria-hidden="true" />
          </Button>
        }
        {...(first && { 'data-autofocus': '' })}
      />
      <input
        ref={calendar}
        type="date"
        className={styles.calendar}
        tabIndex={-1}
        aria-hidden="true"
        value={value}
        min={min ?? ''}
        max={max ?? ''}
        onChange={(event) => {
          setTyped(null);
          setWrong(false);
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}
