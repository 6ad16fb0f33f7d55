import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SEARCH_FIELD } from '../ui/search-field.tsx';
import { SECTIONS } from './sections.ts';

const KEYED = SECTIONS.filter(({ isKeyless }) => isKeyless !== true);

/** Whether a plain letter typed there is text and not a command. */
function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

const dialogIsOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** The keys that mean the same on every page. Nothing of it happens behind an open dialog. */
export function useShortcutKeys(onShortcuts: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    const search = (): void => {
      const field = document.querySelector<HTMLInputElement>(SEARCH_FIELD);
      if (field === null) return void navigate({ to: '/customers', state: { focusSearch: true } });
      field.focus();
      field.select();
    };
    const addCustomer = (): void => void navigate({ to: '/customers/new', search: {} });
    const commandOf = ({ key, code, ctrlKey, metaKey, altKey, target }: KeyboardEvent): (() => void) | undefined => {
      if ((ctrlKey || metaKey) && !altKey) {
        if (key.toLowerCase() === 'k') return search;
        if (key.toLowerCase() === 'i') return () => void navigate({ to: '/import' });
        if (key.toLowerCase() === 'n') return addCustomer;
        return undefined;
      }
      if (altKey) {
        // By the place of the key: with Alt some layouts turn the digit into another sign.
        const digit = /^Digit(\d)$/.exec(code)?.[1];
        // 0 stands behind 9 on the keyboard.
        const section = digit === undefined ? undefined : KEYED[(Number(digit) + 9) % 10];
        return section && (() => void navigate({ to: section.to, search: section.search ?? {} }));
      }
      if (takesText(target)) return undefined;
      if (key === '/') return search;
      // A browser keeps Ctrl+N for its own windows.
      if (key.toLowerCase() === 'n') return addCustomer;
      return key === '?' ? onShortcuts : undefined;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || dialogIsOpen()) return;
      const command = commandOf(event);
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate, onShortcuts]);
}
