import { useEffect, useRef } from 'react';

const dialogIsOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** Ctrl+Enter goes on and Alt+← back, wherever the focus is; not behind an open dialog. */
export function useStepKeys(next: () => void, back: () => void): void {
  const steps = useRef({ next, back });
  useEffect(() => {
    steps.current = { next, back };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const isNext = key === 'Enter' && (ctrlKey || metaKey);
      const isBack = key === 'ArrowLeft' && altKey;
      if ((!isNext && !isBack) || event.defaultPrevented || dialogIsOpen()) return;
      event.preventDefault();
      // Enter opens a list of choices too.
      event.stopPropagation();
      if (isNext) steps.current.next();
      else steps.current.back();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
