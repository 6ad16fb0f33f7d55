import { z } from 'zod';
import { Connection, ValidityUnit } from '#shared/domain/package/package.ts';
import { package_ } from '../../../../store/schema.ts';
import type { RowKind } from './row-kind.ts';
import { type BodyOf, tableKind } from './table-kind.ts';
import { untold } from '../untold.ts';

const amount = z.int().nullable();
const words = z.string().nullable();

const body = z.object({
  name: z.string(),
  nameKey: z.string(),
  code: z.string(),
  codeKey: z.string(),
  connection: Connection,
  downKbps: amount,
  upKbps: amount,
  price: amount,
  vatPercent: z.number(),
  priceIncludesVat: z.boolean(),
  validity: amount,
  validityUnit: ValidityUnit,
  volumeMb: amount,
  routerProfile: words,
  radiusGroup: words,
  sharing: words,
  medium: words,
  burstDownKbps: amount,
  burstUpKbps: amount,
  burstSeconds: amount,
  addressFromPool: z.boolean(),
  retiredAt: amount,
}) satisfies z.ZodType<BodyOf<typeof package_>>;

const row = tableKind({ table: package_, body, owner: 'column' });

/** Internet plans. Which blocks their customers have addresses of is said of the blocks. */
export const packageRows: RowKind = {
  ...row,
  remover: (tx) => {
    const remove = row.remover(tx);
    const blocks = tx.db
      .prepare<[string], string>('SELECT network_address_id FROM package_address WHERE package_id = ?')
      .pluck();
    const unlink = tx.db.prepare<[string]>('DELETE FROM package_address WHERE package_id = ?');
    const quietly = untold(tx, 'network-address');
    return (id) => {
      quietly(blocks.all(id), () => unlink.run(id));
      remove(id);
    };
  },
};
