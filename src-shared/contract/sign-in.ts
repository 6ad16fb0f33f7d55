import { z } from 'zod';
import { Role } from '../domain/operator/role.ts';
import { Id } from './id.ts';
import { procedure } from './refused.ts';

/** A password that somebody sets; the oldest rule that helps is the length. */
export const NewPassword = z.string().min(8).max(200);

/** Who acts here. */
export const SignInState = z.object({
  /** Nobody needs to sign in before the admin has a password. */
  isNeeded: z.boolean(),
  who: z
    .object({
      id: Id,
      name: z.string(),
      operator: z.string(),
      operatorId: Id,
      role: Role,
      /** Whether the operator is the ISP itself. */
      isRoot: z.boolean(),
    })
    .nullable(),
  /** Name of who is to come back after a lock. */
  locked: z.string().nullable(),
  /** Minutes without use after which a console locks itself; 0: never. */
  lockAfterMinutes: z.int(),
});
export type SignInState = z.infer<typeof SignInState>;

export const signIn = {
  state: procedure.output(SignInState),

  /** Refuses `sign-in-wrong` without saying what was wrong, and `sign-in-wait` {seconds} after several of those. */
  enter: procedure
    .input(z.object({ name: z.string().trim().min(1).max(100), password: z.string().max(200) }))
    .output(SignInState),

  /** Ends it for this console. */
  leave: procedure.output(SignInState),

  /** Keeps the place but asks for the password. */
  lock: procedure.output(SignInState),

  /**
   * A person is there and uses the console: puts the lock off. Nothing else does, as screens ask for things by themselves;
   * a page says it from time to time while keys and pointer are moved.
   */
  present: procedure.output(SignInState),

  /** One's own password; `current` is needed where there is one. The admin's first password makes sign-in the rule. */
  changePassword: procedure
    .input(z.object({ current: z.string().max(200).nullable(), password: NewPassword }))
    .output(SignInState),

  /** The way back for an admin who forgot: the recovery code of the data folder sets a new password for the first admin. */
  recover: procedure.input(z.object({ code: z.string().max(200), password: NewPassword })).output(SignInState),
};
