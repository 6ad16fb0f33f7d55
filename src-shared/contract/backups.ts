import { z } from 'zod';
import { procedure } from './refused.ts';

const Backup = z.object({ file: z.string(), size: z.int(), at: z.iso.datetime() });

export const backups = {
  /** The copies in the data folder, newest first. */
  list: procedure.output(z.array(Backup)),

  /** A copy of the whole store; into the data folder's own backups unless `file` names another place. */
  make: procedure.input(z.object({ file: z.string().optional() })).output(Backup),

  /** Looks through the whole store. `problems` are sentences for support; none means all is well. */
  check: procedure.output(z.object({ ok: z.boolean(), problems: z.array(z.string()) })),
};
