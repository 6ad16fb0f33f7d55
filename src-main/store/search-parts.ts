import type { SearchParts } from '#shared/domain/customer/search-text.ts';

/** What a row of the table `customer` is found by, read with the expressions below. */
export type PartsRow = Omit<SearchParts, 'macs' | 'custom'> & {
  /** With a space between each. */
  readonly macs: string | null;
  /** A JSON array. */
  readonly custom: string;
};

export const ZONE_NAME = '(SELECT name FROM zone WHERE zone.id = customer.zone_id)';
export const MACS = "(SELECT group_concat(mac, ' ') FROM device WHERE device.customer_id = customer.id)";
/** Of a field that was taken away nothing is found, although its values are kept for a while. */
export const CUSTOM = `CASE customer.custom WHEN '{}' THEN '[]' ELSE (SELECT json_group_array(value)
  FROM json_each(customer.custom) WHERE key IN (SELECT id FROM custom_field WHERE deleted_at IS NULL)) END`;

export function partsOf(row: PartsRow): SearchParts {
  return {
    ...row,
    macs: row.macs === null ? [] : row.macs.split(' '),
    // Cast: it is an array of the values of a record of texts.
    custom: row.custom === '[]' ? [] : (JSON.parse(row.custom) as string[]),
  };
}
