import { type Block, formatIpv4, parseIpv4 } from './ipv4.ts';

/** Addresses of a block that no customer is given, both ends belonging to it, and what for. */
export interface ReservedRange extends Block {
  readonly note: string | null;
}

/** A range as somebody typed it; without `to` it is one address. */
export interface TypedRange {
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
}

export type ReadRanges =
  | { readonly kind: 'ranges'; readonly ranges: readonly ReservedRange[] }
  /** `line` counts from 0; `value` is what cannot be, and `end` where it stands. */
  | { readonly kind: 'outside'; readonly line: number; readonly end: 'from' | 'to'; readonly value: string }
  | { readonly kind: 'backwards'; readonly line: number; readonly value: string }
  | { readonly kind: 'overlap'; readonly line: number; readonly value: string; readonly other: string };

/** Reads what is kept back of a block, in the order of the addresses; or what is wrong with which line. */
export function readReserved(typed: readonly TypedRange[], block: Block): ReadRanges {
  const ranges: (ReservedRange & { readonly line: number })[] = [];
  for (const [line, { from, to, note }] of typed.entries()) {
    const first = parseIpv4(from);
    const last = to.trim() === '' ? first : parseIpv4(to);
    if (first === null || first < block.first || first > block.last)
      return { kind: 'outside', line, end: 'from', value: from };
    if (last === null || last < block.first || last > block.last)
      return { kind: 'outside', line, end: 'to', value: to };
    if (last < first) return { kind: 'backwards', line, value: rangeText({ first, last }) };
    ranges.push({ first, last, note: note === '' ? null : note, line });
  }
  ranges.sort((one, other) => one.first - other.first || one.line - other.line);
  for (const [i, range] of ranges.entries()) {
    const before = ranges[i - 1];
    if (!before || range.first > before.last) continue;
    const [earlier, later] = before.line < range.line ? [before, range] : [range, before];
    return { kind: 'overlap', line: later.line, value: rangeText(later), other: rangeText(earlier) };
  }
  return { kind: 'ranges', ranges: ranges.map(({ first, last, note }) => ({ first, last, note })) };
}

/** "10.0.0.2 – 10.0.0.9", or the one address. */
export function rangeText({ first, last }: Block): string {
  return first === last ? formatIpv4(first) : `${formatIpv4(first)} – ${formatIpv4(last)}`;
}
