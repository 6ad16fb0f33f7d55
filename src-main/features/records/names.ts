import { invisibleIn, type NameFault } from '#shared/domain/name-fault.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../refusal.ts';
import { slugOf } from '../reference/index.ts';

interface Coded {
  readonly id: string;
  readonly codeKey: string;
}

interface Named extends Coded {
  readonly operatorId: string;
  readonly nameKey: string;
}

/**
 * The name of a record and what it is compared by; in NFC, so that it stands in lists as everything else does. Throws
 * Refusal `record-name-unfit` when it has a character that a name must not have (`faultIn`), `record-name-taken` when
 * another record of the same owner has it.
 */
export function nameOf(
  typed: string,
  record: { readonly id: string; readonly operatorId: string },
  rows: readonly Named[],
  faultIn: (name: string) => NameFault | null = invisibleIn,
): { name: string; nameKey: string } {
  const name = typed.normalize('NFC');
  const nameKey = folded(name);
  // What came in a file before is no obstacle to changing the price.
  const isKept = rows.some((row) => row.id === record.id && row.nameKey === nameKey);
  if (!isKept) fitting(name, 'name', faultIn);
  const isTaken = rows.some(
    (row) => row.nameKey === nameKey && row.operatorId === record.operatorId && row.id !== record.id,
  );
  if (isTaken) throw new Refusal('record-name-taken', { name, field: 'name' });
  return { name, nameKey };
}

/** The text itself. Throws Refusal `record-name-unfit` for one with a character that must not be in it. */
export function fitting(
  text: string,
  field: string,
  faultIn: (text: string) => NameFault | null = invisibleIn,
): string {
  const fault = faultIn(text);
  if (fault) throw new Refusal('record-name-unfit', { ...fault, name: text, field });
  return text;
}

/**
 * The code of a record: the one that is given, the one it has, or one made of `title`. Throws Refusal
 * `record-code-taken` when another record of the kind has the one that is given.
 */
export function codeOf(
  typed: string | null,
  { id, title, current }: { readonly id: string; readonly title: string; readonly current: string | undefined },
  rows: readonly Coded[],
): { code: string; codeKey: string } {
  const others = new Set(rows.filter((row) => row.id !== id).map(({ codeKey }) => codeKey));
  const given = typed?.normalize('NFC') ?? current;
  if (given !== undefined) {
    if (given !== current) fitting(given, 'code');
    const codeKey = folded(given);
    if (others.has(codeKey)) throw new Refusal('record-code-taken', { code: given, field: 'code' });
    return { code: given, codeKey };
  }
  const slug = slugOf(title);
  for (let count = 1; ; count++) {
    const code = count === 1 ? slug : `${slug}-${count}`;
    if (!others.has(folded(code))) return { code, codeKey: folded(code) };
  }
}
