import type { CustomField } from '../field/custom-field.ts';
import { asciiDigits, folded } from '../text.ts';
import { hasLostDigits, textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';
import type { DateOrder } from './choices.ts';
import { readDate } from './date.ts';

export type CustomFieldRef = Pick<CustomField, 'id' | 'label' | 'type' | 'required' | 'options'>;

/** Reads a cell of one custom field: the value as the store keeps it, or null when it cannot be read. */
export type CustomReader = (cell: Cell) => string | null;

/** Dates come out as ISO, choices as the field spells them, numbers without grouping, text in NFC. */
export function customReader({ type, options }: CustomFieldRef, order: DateOrder | undefined): CustomReader {
  switch (type) {
    case 'text':
    case 'text-area':
      return (cell) => textOf(cell).normalize('NFC');
    case 'number':
      return (cell) => (hasLostDigits(cell) ? null : plainNumber(textOf(cell)));
    case 'date':
      return (cell) => {
        const read = typeof cell === 'number' ? null : readDate(textOf(cell), order);
        return read?.kind === 'date' && !read.shortYear ? read.iso : null;
      };
    case 'dropdown': {
      const spelled = new Map(options.map((option) => [folded(option), option]));
      return (cell) => spelled.get(folded(textOf(cell))) ?? null;
    }
  }
}

/** "1,250.5" as "1250.5"; null when it is no number. Commas only where they group thousands or, as in Dhaka, lakhs. */
function plainNumber(text: string): string | null {
  const plain = asciiDigits(text);
  const isNumber = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3})(?:\.\d+)?$/.test(plain);
  return isNumber ? plain.replace(/[,+]/g, '') : null;
}
