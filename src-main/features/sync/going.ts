import type { SyncPhase } from '#shared/contract/sync.ts';
import { backOff, type LineFailure } from './line/index.ts';

/** No rest is longer, unless the server has asked for it. */
const LONGEST = 3_600_000;

/** What goes on, for whoever looks. Instants are milliseconds since 1970. */
export interface Going {
  readonly phase: SyncPhase;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly failure: { readonly code: string; readonly params: LineFailure['params']; readonly since: number } | null;
  readonly nextTryAt: number | null;
}

const QUIET: Going = { phase: 'resting', progress: null, failure: null, nextTryAt: null };

/** Keeps what goes on, since when it does not, and when it is tried again. */
export interface Course {
  readonly going: () => Going;
  readonly sends: (done: number, total: number) => void;
  /** Asks what others did; that something comes is only known with the first page of it. */
  readonly asks: () => void;
  readonly receives: (done: number, total: number) => void;
  readonly rests: () => void;
  /** The server has answered: whatever was wrong before is over. */
  readonly answered: () => void;
  readonly failed: (failure: LineFailure) => void;
  /** Whether nothing is to be tried yet. */
  readonly isResting: () => boolean;
}

export function course(now: () => Date, random: () => number): Course {
  const rests = backOff(random);
  let going = QUIET;
  return {
    going: () => going,
    sends: (done, total) => (going = { ...going, phase: 'sending', progress: { done, total } }),
    asks: () => (going = { ...going, phase: going.phase === 'receiving' ? 'receiving' : 'asking' }),
    receives: (done, total) => (going = { ...going, phase: 'receiving', progress: { done, total } }),
    rests: () => (going = { ...going, phase: 'resting', progress: null }),
    answered: () => {
      rests.reset();
      going = { ...going, failure: null, nextTryAt: null };
    },
    failed: (failure) => {
      const { kind, code, params } = failure;
      if (kind === 'stopped') return;
      const at = now().getTime();
      const since = going.failure?.code === code ? going.failure.since : at;
      const rest = rests.next(kind === 'busy' ? failure.seconds : null);
      going = { ...QUIET, failure: { code, params, since }, nextTryAt: at + rest };
    },
    isResting: () => {
      const rest = going.nextTryAt === null ? 0 : going.nextTryAt - now().getTime();
      // A clock that was set back must not hold anything up.
      return rest > 0 && rest <= LONGEST;
    },
  };
}
