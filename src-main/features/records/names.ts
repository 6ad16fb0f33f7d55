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
 * Refusal `record-name-taken` when another record of the same owner has it.
 */
export function nameOf(
  typed: string,
  record: { readonly id: string; readonly operatorId: string },
  rows: readonly Named[],
): { name: string; nameKey: string } {
  const name = typed.normalize('NFC');
  const nameKey = folded(name);
  const isTaken = rows.some(
    (row) => row.nameKey === nameKey && row.operatorId === record.operatorId && row.id !== record.id,
  );
  if (isTaken) throw new Refusal('record-name-taken', { name, field: 'name' });
  return { name, nameKey };
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
