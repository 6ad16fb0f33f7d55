import { z } from 'zod';

// What a console and the central server say to each other, first of all: how far they are.

/** The schema of these messages and of the rows in them. A console that speaks another one is told UPGRADE. */
export const SCHEMA = 1;

/**
 * A commit of the central server that somebody has seen. The id is random: a server that was restored from a backup comes to
 * the same versions again, and not to the same ids.
 */
export const Witness = z.strictObject({ version: z.int().nonnegative(), commitId: z.string().min(1).max(64) });
export type Witness = z.infer<typeof Witness>;

/** Before the first commit. */
export const GENESIS: Witness = { version: 0, commitId: 'genesis' };
