import type { SyncConflict } from '#shared/contract/sync.ts';
import type { MessageKey } from '../../messages/catalogue.ts';

type Choice = SyncConflict['choices'][number];

const isNew = ({ action }: SyncConflict): boolean => action === 'customers.add';

/** What stands on the button: where there are no two values, something is sent again or given up. */
export function choiceWord(conflict: SyncConflict, choice: Choice): MessageKey {
  const hasTwo = conflict.theirs !== null;
  if (choice === 'edit') return 'sync.edit';
  if (choice === 'mine') return hasTwo ? 'sync.keep-mine' : 'sync.send-again';
  if (isNew(conflict)) return 'sync.remove-here';
  return hasTwo ? 'sync.keep-theirs' : 'sync.drop';
}

/** Whether more goes away than one value: then it is asked first. */
export const isAsked = (conflict: SyncConflict, choice: Choice): boolean =>
  choice === 'theirs' && (isNew(conflict) || conflict.theirs === null || conflict.taken !== null);

/** How many customers who are new would be taken away again. */
export const newIn = (conflicts: readonly SyncConflict[]): number => conflicts.filter(isNew).length;
