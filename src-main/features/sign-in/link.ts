import type { Actor, Link } from '../../procedure.ts';

/** Who signed in, and with which password: with another one the sign-in ends. */
export interface Entered {
  readonly id: string;
  readonly passwordHash: string;
}

/** A way in and who acts over it. In memory alone: a console that is started again asks again. */
export interface SignInLink extends Link {
  readonly enter: (entered: Entered) => void;
  readonly leave: () => void;
  readonly lock: () => void;
  /** A person is there: puts the lock off. */
  readonly present: () => void;
  /** Who is to come back after a lock; null: nobody. */
  readonly lockedId: () => string | null;
}

/** Makes a way in. `staysOpen`: for work that nobody sits in front of, as a command line's. */
export type Connect = (options?: { readonly staysOpen: boolean }) => SignInLink;

export interface LinkDeps {
  readonly now: () => Date;
  /** Who acts where nobody needs to sign in; null: somebody must. */
  readonly unasked: () => Actor | null;
  /** Null: no longer there, retired, or the password is another one by now. */
  readonly known: (entered: Entered) => Actor | null;
  /** Milliseconds without use after which the link locks itself; null: never. */
  readonly lockAfter: () => number | null;
}

/**
 * How much longer than a page the core waits, in ms: a page knows of every key and tells the core of them now and then, so
 * of the two the page locks first.
 */
const SLACK = 60_000;

/**
 * The answer is read from the store at every call: a role that was taken away is gone at once. No call puts the lock off,
 * as screens ask for things by themselves; only `present` does.
 */
export function signInLink({ now, unasked, known, lockAfter }: LinkDeps): SignInLink {
  let entered: Entered | null = null;
  let locked: string | null = null;
  let lastUse = 0;

  const leave = (): void => {
    entered = null;
    locked = null;
  };
  const lock = (): void => {
    locked = entered?.id ?? locked;
    entered = null;
  };
  const isIdle = (at: number): boolean => {
    const limit = lockAfter();
    // A clock that was set back is no use, and must not put the lock off either.
    lastUse = Math.min(lastUse, at);
    return limit !== null && at - lastUse > limit + SLACK;
  };
  return {
    actor: () => {
      const open = unasked();
      if (open) return open;
      if (entered === null) return null;
      if (isIdle(now().getTime())) {
        lock();
        return null;
      }
      const actor = known(entered);
      if (!actor) leave();
      return actor;
    },
    present: () => {
      lastUse = now().getTime();
    },
    enter: (who) => {
      entered = who;
      locked = null;
      lastUse = now().getTime();
    },
    leave,
    lock,
    lockedId: () => locked,
  };
}
