import { asciiDigits, trimmed } from '../text.ts';
import type { Block } from './ipv4.ts';

/**
 * The addresses that begin as somebody typed it, in their order: "10.0.3" are those of 10.0.3 and of 10.0.30 to 10.0.39,
 * "10.0.3." only those of 10.0.3. Nothing typed is every address; what begins no address is none. Any digits.
 */
export function beginningWith(typed: string): Block[] {
  const text = asciiDigits(trimmed(typed));
  if (text === '') return [{ first: 0, last: 2 ** 32 - 1 }];
  const parts = text.split('.');
  if (parts.length > 4) return [];
  const open = parts.pop() ?? '';
  let first = 0;
  for (const part of parts) {
    if (!isPart(part)) return [];
    first = first * 256 + Number(part);
  }
  const size = 256 ** (3 - parts.length);
  const of = (value: number): Block => ({
    first: (first * 256 + value) * size,
    last: (first * 256 + value + 1) * size - 1,
  });
  // After a dot nothing is begun yet: all of it.
  if (open === '') return parts.length === 0 ? [] : [{ first: of(0).first, last: of(255).last }];
  if (!isPart(open)) return [];
  return VALUES.filter((value) => String(value).startsWith(open)).map(of);
}

const VALUES = Array.from({ length: 256 }, (_, value) => value);

const isPart = (text: string): boolean => /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 255;
