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
  readonly present: (entered: Entered) => Actor | null;
  /** Milliseconds without use after which the link locks itself; null: never. */
  readonly lockAfter: () => number | null;
}

/** What the screens ask for by themselves, on a timer or while they wait: it tells nothing of a person. */
const UNATTENDED: ReadonlySet<string> = new Set([
  'signIn.state',
  'settings.get',
  'dashboard.get',
  'customers.counts',
  'import.watch',
  'import.unfinished',
  'actions.get',
  'actions.recent',
]);

/** The answer is read from the store at every call: a role that was taken away is gone at once. */
export function signInLink({ now, unasked, present, lockAfter }: LinkDeps): SignInLink {
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
    return limit !== null && at - lastUse > limit;
  };
  return {
    actor: (procedure) => {
      const open = unasked();
      if (open) return open;
      if (entered === null) return null;
      const at = now().getTime();
      if (isIdle(at)) {
        lock();
        return null;
      }
      const actor = present(entered);
      if (!actor) leave();
      else if (procedure === undefined || !UNATTENDED.has(procedure)) lastUse = at;
      return actor;
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
