import { z } from 'zod';
import { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import { customField } from '../../../../store/schema.ts';
import { type BodyOf, tableKind } from './table-kind.ts';
import { withStaleSearch } from './with-stale-search.ts';

const body = z.object({
  label: z.string(),
  labelKey: z.string(),
  type: CustomFieldType,
  required: z.boolean(),
  options: z.array(z.string()),
  position: z.int(),
  deletedAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof customField>>;

const row = tableKind({ table: customField, body, owner: 'nobody' });

/** The ISP's own fields of a customer. They are found by what they have in one, as long as it is not taken away. */
export const customFieldRows = withStaleSearch(row, 'field', (one) => (one.body['deletedAt'] === null ? true : null));
