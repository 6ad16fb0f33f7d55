import { useId, useRef, type KeyboardEvent } from 'react';

/** Where the cursor goes after a value was committed: rows down, columns right. */
export interface Step {
  readonly rows: number;
  readonly columns: number;
}

interface CellEditorProps {
  readonly label: string;
  readonly initial: string;
  /** What was there is selected, so that typing replaces it. */
  readonly selectAll: boolean;
  readonly options: readonly string[];
  readonly align: 'start' | 'end';
  readonly onCommit: (value: string, step: Step | null) => void;
  readonly onCancel: () => void;
}

/** The input in a cell. Enter, Tab and leaving it commit; Escape never does. */
export function CellEditor({ label, initial, selectAll, options, align, onCommit, onCancel }: CellEditorProps) {
  const list = useId();
  // The input loses the focus when it goes away, and must not commit then what was cancelled or committed before.
  const over = useRef(false);

  const finish = (act: () => void): void => {
    if (over.current) return;
    over.current = true;
    act();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const { value } = event.currentTarget;
    if (event.key === 'Escape') finish(onCancel);
    else if (event.key === 'Enter') finish(() => onCommit(value, { rows: event.shiftKey ? -1 : 1, columns: 0 }));
    else if (event.key === 'Tab') finish(() => onCommit(value, { rows: 0, columns: event.shiftKey ? -1 : 1 }));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        // The keystroke that began the edit goes on in this input.
        autoFocus
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        defaultValue={initial}
        data-align={align}
        list={options.length === 0 ? undefined : list}
        onFocus={(event) => (selectAll ? event.currentTarget.select() : undefined)}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          const { currentTarget } = event;
          // The window lost the focus, not the input: the edit goes on when the person comes back.
          if (document.activeElement !== currentTarget) finish(() => onCommit(currentTarget.value, null));
        }}
      />
      {options.length > 0 && (
        <datalist id={list}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}
