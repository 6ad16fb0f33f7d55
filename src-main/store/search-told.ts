import type { Database } from 'better-sqlite3';
import { searchable, searchText } from '#shared/domain/customer/search-text.ts';
import { partsOf } from './search-parts.ts';

/** Parts of the search text that must stand in it. */
export type Wanted = string | { readonly all: readonly Wanted[] } | { readonly any: readonly Wanted[] };

type Text = string | null;

/**
 * Teaches a connection the functions that the conditions of a search need: `customer_answers`, whether a customer's search text
 * has what is wanted, and `searchable`.
 */
export function knowSearch(db: Database): void {
  let asked = '';
  let wanted: Wanted = '';
  const isAnswer = (
    query: string,
    username: string,
    fullName: string,
    phone: Text,
    phoneKey: Text,
    ip: number | null,
    accountNumber: Text,
    zoneName: Text,
    macs: Text,
    custom: string,
  ): 0 | 1 => {
    if (query !== asked) {
      // Cast: it is what `found` wrote.
      wanted = JSON.parse(query) as Wanted;
      asked = query;
    }
    const row = { username, fullName, phone, phoneKey, ip, accountNumber, zoneName, macs, custom };
    return answers(wanted, searchText(partsOf(row))) ? 1 : 0;
  };
  // The library types the arguments of a function as any; SQLite passes what the condition above names.
  db.function('customer_answers', { deterministic: true }, isAnswer as (...values: unknown[]) => unknown);
  db.function('searchable', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? searchable(text) : null,
  );
}

function answers(wanted: Wanted, text: string): boolean {
  if (typeof wanted === 'string') return text.includes(wanted);
  return 'all' in wanted ? wanted.all.every((one) => answers(one, text)) : wanted.any.some((one) => answers(one, text));
}
