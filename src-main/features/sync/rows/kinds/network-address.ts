import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { WriteTransaction } from '../../../../store/index.ts';
import { networkAddress, packageAddress, reservedRange } from '../../../../store/schema.ts';
import type { RowKind } from './row-kind.ts';
import { differing } from './same-value.ts';
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

/** What of a block lies in other tables, each in its order and once. */
const Besides = z.object({
  packageIds: z.array(z.string()).transform((ids) => [...new Set(ids)].sort()),
  reserved: z
    .array(Range)
    .transform((ranges) =>
      [...new Map(ranges.map((range) => [range.first, range])).values()].sort((one, other) => one.first - other.first),
    ),
});
type Besides = z.infer<typeof Besides>;

const row = tableKind({ table: networkAddress, body: own, owner: 'column' });

/** Blocks of addresses, with the packages whose customers have addresses of them, and what of them is kept back. */
export const networkAddressRows: RowKind = {
  ...withRemains(row, [packageAddress.networkAddressId, reservedRange.networkAddressId]),
  body: own.extend(Besides.shape),
  reader: (db, seal) => {
    const read = row.reader(db, seal);
    const besides = besidesReader(db);
    return (id) => {
      const found = read(id);
      return found && { ...found, body: { ...found.body, ...besides(id) } };
    };
  },
  writer: (tx, seal) => {
    const write = row.writer(tx, seal);
    const writeBesides = besidesWriter(tx);
    return (id, to, before) => {
      const { packageIds, reserved, ...body } = to.body;
      const was = before && { ...before, body: own.parse(before.body) };
      write(id, { ...to, body }, was);
      writeBesides(id, Besides.parse({ packageIds, reserved }));
    };
  },
};

function besidesReader(db: Database): (id: string) => Besides {
  const packageIds = db
    .prepare<[string], string>('SELECT package_id FROM package_address WHERE network_address_id = ? ORDER BY 1')
    .pluck();
  const reserved = db.prepare<[string], Range>(
    'SELECT first, last, note FROM reserved_range WHERE network_address_id = ? ORDER BY first',
  );
  return (id) => ({ packageIds: packageIds.all(id), reserved: reserved.all(id) });
}

/** Links and ranges one by one: each link that comes or goes queues the customers of its package for their router. */
function besidesWriter({ db }: WriteTransaction): (id: string, to: Besides) => void {
  const read = besidesReader(db);
  const link = db.prepare('INSERT INTO package_address (network_address_id, package_id) VALUES (?, ?)');
  const unlink = db.prepare('DELETE FROM package_address WHERE network_address_id = ? AND package_id = ?');
  const keep = db.prepare('INSERT INTO reserved_range (network_address_id, first, last, note) VALUES (?, ?, ?, ?)');
  const free = db.prepare('DELETE FROM reserved_range WHERE network_address_id = ?');
  // A form that is open on either side must not undo it.
  const countPackage = db.prepare('UPDATE package SET version = version + 1 WHERE id = ?');
  const countBlock = db.prepare('UPDATE network_address SET version = version + 1 WHERE id = ?');
  return (id, to) => {
    const before = read(id);
    if (differing(to, before).length === 0) return;
    const linked = to.packageIds.filter((one) => !before.packageIds.includes(one));
    const unlinked = before.packageIds.filter((one) => !to.packageIds.includes(one));
    for (const one of unlinked) unlink.run(id, one);
    for (const one of linked) link.run(id, one);
    for (const one of [...linked, ...unlinked]) countPackage.run(one);
    if (differing(to.reserved, before.reserved).length > 0 || to.reserved.length !== before.reserved.length) {
      free.run(id);
      for (const { first, last, note } of to.reserved) keep.run(id, first, last, note);
    }
    countBlock.run(id);
  };
}
