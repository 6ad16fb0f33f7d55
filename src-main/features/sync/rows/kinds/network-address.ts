import { z } from 'zod';
import { networkAddress, packageAddress, reservedRange } from '../../../../store/schema.ts';
import type { RowKind } from './row-kind.ts';
import { type BodyOf, tableKind } from './table-kind.ts';
import { withRemains } from './with-remains.ts';

const own = z.object({
  code: z.string(),
  codeKey: z.string(),
  first: z.int(),
  last: z.int(),
  gateway: z.int().nullable(),
  retiredAt: z.int().nullable(),
  routerId: z.string().nullable(),
}) satisfies z.ZodType<BodyOf<typeof networkAddress>>;

const Range = z.object({ first: z.int(), last: z.int(), note: z.string().nullable() });
type Range = z.infer<typeof Range>;
/** What lies in other tables. */
const Besides = z.object({ packageIds: z.array(z.string()), reserved: z.array(Range) });

const row = tableKind({ table: networkAddress, body: own, owner: 'column' });

/** Blocks of addresses, with the packages whose customers have addresses of them, and what of them is kept back. */
export const networkAddressRows: RowKind = {
  ...withRemains(row, [packageAddress.networkAddressId, reservedRange.networkAddressId]),
  body: own.extend(Besides.shape),
  reader: (db, seal) => {
    const read = row.reader(db, seal);
    const packageIds = db
      .prepare<[string], string>('SELECT package_id FROM package_address WHERE network_address_id = ? ORDER BY 1')
      .pluck();
    const reserved = db.prepare<[string], Range>(
      'SELECT first, last, note FROM reserved_range WHERE network_address_id = ? ORDER BY first',
    );
    return (id) => {
      const found = read(id);
      return found && { ...found, body: { ...found.body, packageIds: packageIds.all(id), reserved: reserved.all(id) } };
    };
  },
};
