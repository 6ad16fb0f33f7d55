import { searchText } from '#shared/domain/customer/search-text.ts';
import { CUSTOM, MACS, partsOf, type PartsRow, ZONE_NAME } from '#main/store/search-parts.ts';

export const PARTS_OF_ALL = `
  SELECT seq, username, full_name AS fullName, phone, phone_key AS phoneKey, ip, account_number AS accountNumber,
    ${ZONE_NAME} AS zoneName, ${MACS} AS macs, ${CUSTOM} AS custom
  FROM customer`;

/** Rows of the search index. */
export const textsOf = (rows: readonly unknown[]): unknown[][] =>
  // Cast: they were read by PARTS_OF_ALL.
  (rows as (PartsRow & { readonly seq: number })[]).map((row) => [row.seq, searchText(partsOf(row))]);
