import { z } from 'zod';
import { zone } from '../../../../store/schema.ts';
import { parentsFirst } from './parents-first.ts';
import { type BodyOf, tableKind } from './table-kind.ts';
import { withStaleSearch } from './with-stale-search.ts';

const words = z.string().nullable();

const body = z.object({
  parentId: words,
  name: z.string(),
  nameKey: z.string(),
  code: z.string(),
  codeKey: z.string(),
  colour: words,
  distributionPoint: words,
  division: words,
  district: words,
  thana: words,
  retiredAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof zone>>;

const row = tableKind({ table: zone, body, owner: 'column', ids: parentsFirst('zone') });

/** Areas, each after the one around it. Customers are found by the name of theirs. */
export const zoneRows = withStaleSearch(row, 'zone', (one) => one.body['name']);
