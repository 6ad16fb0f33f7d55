import type { Actor, Link } from '../../procedure.ts';

/** A way in and who acts over it. In memory alone: a console that is started again asks again. */
export interface SignInLink extends Link {
  readonly enter: (staffUserId: string) => void;
  readonly leave: () => void;
  readonly lock: () => void;
  /** Who is to come back after a lock; null: nobody. */
  readonly lockedId: () => string | null;
}

export interface LinkDeps {
  readonly now: () => Date;
  /** Who acts where nobody needs to sign in; null: somebody must. */
  readonly unasked: () => Actor | null;
  /** Null: no longer there, or retired. */
  readonly staff: (id: string) => Actor | null;
  /** Milliseconds without a call after which the link locks itself; null: never. */
  readonly lockAfter: () => number | null;
}

/** The answer is read from the store at every call: a role that was taken away is gone at once. */
export function signInLink({ now, unasked, staff, lockAfter }: LinkDeps): SignInLink {
  let entered: string | null = null;
  let locked: string | null = null;
  let lastCall = 0;

  const lock = (): void => {
    locked = entered ?? locked;
    entered = null;
  };
  return {
    actor: () => {
      const open = unasked();
      if (open) return open;
      const limit = lockAfter();
      if (entered !== null && limit !== null && now().getTime() - lastCall > limit) lock();
      lastCall = now().getTime();
      return entered === null ? null : staff(entered);
    },
    enter: (id) => {
      entered = id;
      locked = null;
      lastCall = now().getTime();
    },
    leave: () => {
      entered = null;
      locked = null;
    },
    lock,
    lockedId: () => locked,
  };
}
