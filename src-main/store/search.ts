import type { Database } from 'better-sqlite3';
import { searchText } from '#shared/domain/customer/search-text.ts';
import { CUSTOM, MACS, partsOf, type PartsRow, ZONE_NAME } from './search-parts.ts';

/** Prepared for the connection that it was made with; `seq` is the customer's. */
export interface SearchIndex {
  /** For a customer that is new to the index. `text` is `searchText` of the customer. */
  add(seq: number, text: string): void;
  /** The same, with the text made of what the store holds of the customer. */
  addNew(seq: number): void;
  replace(seq: number, text: string): void;
  remove(seq: number): void;
  /** Makes the text of a customer anew from what the store holds; call it after the customer, a device, its zone or a custom field changed. */
  refresh(seq: number): void;
}

/** The columns of a customer that they are found by; besides them a customer's devices. */
export const SEARCHED: ReadonlySet<string> = new Set([
  ...['username', 'fullName', 'phone', 'phoneKey', 'ip', 'accountNumber', 'zoneId', 'custom'],
]);

/** The search index over a writable connection. */
export function searchIndex(db: Database): SearchIndex {
  const insert = db.prepare('INSERT INTO customer_search (rowid, text) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM customer_search WHERE rowid = ?');
  const parts = db.prepare<[number], PartsRow>(PARTS);
  const index: SearchIndex = {
    add: (seq, text) => void insert.run(seq, text),
    addNew: (seq) => {
      const row = parts.get(seq);
      if (row) insert.run(seq, searchText(partsOf(row)));
    },
    replace: (seq, text) => {
      remove.run(seq);
      insert.run(seq, text);
    },
    remove: (seq) => void remove.run(seq),
    refresh: (seq) => {
      const row = parts.get(seq);
      if (row) index.replace(seq, searchText(partsOf(row)));
      else index.remove(seq);
    },
  };
  return index;
}

const PARTS = `
  SELECT username, full_name AS fullName, phone, phone_key AS phoneKey, ip, account_number AS accountNumber,
    ${ZONE_NAME} AS zoneName, ${MACS} AS macs, ${CUSTOM} AS custom
  FROM customer WHERE seq = ?`;
