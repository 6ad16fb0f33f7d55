import type { Session } from '#shared/contract/import.ts';

/** The four steps of an import, in their order. */
export const STEPS = ['file', 'match', 'fix', 'confirm'] as const;
export type StepName = (typeof STEPS)[number];

declare module '@tanstack/history' {
  interface HistoryState {
    /** The step that somebody went to by hand; without it the session's own stage says which. */
    importStep?: StepName;
  }
}

/** The step that shows: where the person went, as far as the session has got there. */
export function stepOf(session: Session, wanted: StepName | undefined): StepName {
  switch (session.stage) {
    case 'reading':
      return wanted ?? 'file';
    case 'refused':
    case 'choose-sheet':
      return 'file';
    case 'match':
      return wanted === 'file' ? 'file' : 'match';
    case 'fix':
      return wanted ?? 'fix';
    case 'committing':
    case 'stopped':
    case 'done':
      return 'confirm';
  }
}

/** The steps that can be gone to from where the session stands. */
export function reachable(session: Session): readonly StepName[] {
  switch (session.stage) {
    case 'match':
      return ['file', 'match'];
    case 'fix':
      return STEPS;
    case 'reading':
    case 'refused':
    case 'choose-sheet':
      return ['file'];
    case 'committing':
    case 'stopped':
    case 'done':
      return ['confirm'];
  }
}
