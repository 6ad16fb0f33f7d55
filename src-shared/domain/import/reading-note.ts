import { z } from 'zod';

/** What a person should know of a file besides its rows: a sentence of the catalogue's `import.note`, and what it needs. */
export const ReadingNote = z.object({
  /** `wrong`: something of the file is missing here; `hint`: all of it is here. */
  tone: z.enum(['wrong', 'hint']),
  code: z.enum(['no-passwords', 'turned-off', 'marked', 'unread', 'unfinished']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ReadingNote = z.infer<typeof ReadingNote>;
