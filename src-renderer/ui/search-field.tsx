import { IconSearch, IconX } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useMessage } from '../messages/use-message.ts';
import { Button } from './button.tsx';
import styles from './search-field.module.css';

/** By this the shell finds the search field of a page, for `/` and Ctrl+K. */
export const SEARCH_FIELD = '[data-search-field]';

declare module '@tanstack/history' {
  interface HistoryState {
    /** Somebody asked to search from a page that has no search field. */
    focusSearch?: true;
  }
}

/** How long after the last key the search runs, in ms: short enough to feel immediate, long enough for one word. */
const PAUSE = 180;

interface SearchFieldProps {
  readonly label: string;
  /** What is searched for now; the field follows it when it changes elsewhere. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
  /** Goes on to the first of what was found: ArrowDown does, and Enter. */
  readonly onGoOn?: ((text: string) => void) | undefined;
}

/** The search field of a toolbar: it searches while one types, at once on Enter; Escape empties it. */
export function SearchField({ label, value, onSearch, onGoOn }: SearchFieldProps) {
  const say = useMessage();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (text.trim() !== value) setText(value);
  }

  const asked = useLocation({ select: (location) => location.state.focusSearch === true });
  useEffect(() => {
    if (asked) input.current?.focus();
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (wanted: string, pause: number): void => {
    setText(wanted);
    clearTimeout(timer.current);
    if (wanted.trim() === value) return;
    timer.current = setTimeout(() => onSearch(wanted.trim()), pause);
  };

  return (
    <div className={styles.field} role="search">
      <IconSearch size={16} stroke={1.5} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        data-search-field=""
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => search(event.currentTarget.value, PAUSE)}
        onKeyDown={(event) => {
          const goesOn = event.key === 'Enter' || event.key === 'ArrowDown';
          if (goesOn && !event.nativeEvent.isComposing) {
            if (onGoOn) event.preventDefault();
            // Without a pause: what was found already is not what is wanted.
            clearTimeout(timer.current);
            if (text.trim() !== value) onSearch(text.trim());
            onGoOn?.(text.trim());
          }
          if (event.key === 'Escape' && text !== '') search('', 0);
        }}
      />
      {text === '' ? (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      ) : (
        <Button
          kind="icon"
          className={styles.clear}
          aria-label={say('common.clear-search')}
          onClick={() => {
            search('', 0);
            input.current?.focus();
          }}
        >
          <IconX size={14} stroke={1.75} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
