import type { MessageKey } from '../messages/catalogue.ts';

interface Shortcut {
  /** As printed on the keys, pressed together; alternatives are further lists. */
  readonly keys: readonly (readonly string[])[];
  readonly does: MessageKey;
}

interface ShortcutGroup {
  readonly title: MessageKey;
  readonly shortcuts: readonly Shortcut[];
}

/** What the keyboard can do, for the list that `?` shows. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'shell.everywhere',
    shortcuts: [
      { keys: [['/'], ['Ctrl', 'K']], does: 'shell.key-search' },
      { keys: [['Ctrl', 'N'], ['N']], does: 'shell.key-add-customer' },
      { keys: [['Ctrl', 'I']], does: 'shell.key-import' },
      {
        keys: [['Alt', '1 – 0']],
        does: 'shell.key-sections',
      },
      { keys: [['?']], does: 'shell.key-shortcuts' },
    ],
  },
  {
    title: 'shell.in-tables',
    shortcuts: [
      { keys: [['↑'], ['↓'], ['←'], ['→']], does: 'shell.key-move' },
      {
        keys: [
          ['Ctrl', 'Home'],
          ['Ctrl', 'End'],
        ],
        does: 'shell.key-ends',
      },
      { keys: [['Enter']], does: 'shell.key-open' },
      {
        keys: [['Space'], ['Ctrl', 'A']],
        does: 'shell.key-pick',
      },
      { keys: [['Shift', 'F10']], does: 'shell.key-menu' },
    ],
  },
  {
    title: 'shell.in-customer',
    shortcuts: [
      {
        keys: [
          ['Alt', '←'],
          ['Alt', '→'],
        ],
        does: 'shell.key-neighbour',
      },
      {
        keys: [['A'], ['S'], ['R'], ['P'], ['W'], ['Z'], ['Delete']],
        does: 'shell.key-actions',
      },
      { keys: [['M']], does: 'shell.key-payment' },
      { keys: [['T'], ['E']], does: 'shell.key-renew' },
      { keys: [['X']], does: 'shell.key-extend' },
      { keys: [['D']], does: 'shell.key-details' },
      { keys: [['Esc']], does: 'shell.key-back' },
    ],
  },
];
