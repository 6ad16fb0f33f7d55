import { encodeSentence } from './codec.ts';
import type { Fields } from './menu.ts';
import { writeText } from './text.ts';

/** A command as words: its path, its attributes, its query words in their order. */
export type Command = { readonly path: string; readonly fields?: Fields; readonly query?: readonly string[] };

/** The bytes of a command under its tag. */
export function encodeCommand(command: Command, tag: string): Uint8Array {
  const fields = Object.entries(command.fields ?? {}).map(([name, value]) => `=${name}=${value}`);
  return encodeSentence([command.path, ...fields, ...(command.query ?? []), `.tag=${tag}`].map(writeText));
}
