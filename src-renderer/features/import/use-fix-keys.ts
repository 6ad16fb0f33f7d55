import { useEffect, useRef } from 'react';

interface FixKeys {
  readonly onNextError: (backwards: boolean) => void;
  readonly onReplace: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;

/** F8, Ctrl+H, Ctrl+Z and Ctrl+Y wherever the focus is on the page; in a text field Ctrl+Z is the field's own. */
export function useFixKeys(keys: FixKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const commandOf = (event: KeyboardEvent): (() => void) | undefined => {
      const { onNextError, onReplace, onUndo, onRedo } = latest.current;
      if (event.key === 'F8') return () => onNextError(event.shiftKey);
      if ((!event.ctrlKey && !event.metaKey) || event.altKey) return undefined;
      const key = event.key.toLowerCase();
      if (key === 'h') return onReplace;
      if (takesText(event.target)) return undefined;
      if (key === 'y' || (key === 'z' && event.shiftKey)) return onRedo;
      return key === 'z' ? onUndo : undefined;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[aria-modal="true"]') !== null) return;
      const command = commandOf(event);
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
