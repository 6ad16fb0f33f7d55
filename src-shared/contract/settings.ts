import { z } from 'zod';
import { procedure } from './refused.ts';

/** What the shell of the screens needs to know at start. */
export const Settings = z.object({
  country: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  /** Something was charged or paid: the currency stays what it is. */
  hasMoney: z.boolean(),
  /** No package and no customer yet: the welcome page offers a sample ISP. */
  empty: z.boolean(),
  /** Somebody has been shown the recovery code and said that it is written down. */
  recoveryConfirmed: z.boolean(),
  /** The data key is missing on this machine (a restored folder): what is sealed stays so until the recovery code is given. */
  locked: z.boolean(),
  dataFolder: z.string(),
  version: z.string(),
  /** Minutes without use after which a console locks itself; 0: never. */
  lockAfterMinutes: z.int(),
  /** Days after which a deleted customer is removed for good; 0: never. */
  purgeAfterDays: z.int(),
  /** Whether every router is compared each night with what should be on it. */
  checksRouters: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const settings = {
  get: procedure.output(Settings),

  update: procedure
    .input(
      z
        .object({
          country: z.string().regex(/^[A-Z]{2}$/),
          currency: z.string().regex(/^[A-Z]{3}$/),
          timeZone: z.string().min(1),
          lockAfterMinutes: z.int().min(0).max(1440),
          purgeAfterDays: z.int().min(0).max(3650),
          checksRouters: z.boolean(),
        })
        .partial(),
    )
    .output(Settings),

  /** A new recovery code in place of the one before. It is shown this once and stands nowhere in clear. */
  newRecoveryCode: procedure.output(z.object({ code: z.string() })),
  confirmRecoveryCode: procedure.output(Settings),

  /** Opens what is sealed in a folder that comes from another machine, and makes it usable here from now on. */
  unlock: procedure.input(z.object({ code: z.string().max(200) })).output(Settings),
};
