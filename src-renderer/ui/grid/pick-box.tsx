import { useEffect, useRef } from 'react';
import styles from './grid.module.css';

interface PickBoxProps {
  readonly label: string;
  readonly picked: boolean | 'some';
}

/** The box of a row. The grid acts on it: it is no stop of its own for the Tab key. */
export function PickBox({ label, picked }: PickBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = picked === 'some';
  }, [picked]);
  return (
    <input
      ref={input}
      type="checkbox"
      className={styles.pick}
      aria-label={label}
      tabIndex={-1}
      readOnly
      checked={picked === true}
    />
  );
}
