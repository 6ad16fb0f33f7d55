import { z } from 'zod';
import { CustomFieldType } from '#shared/domain/field/custom-field.ts';
import { customField } from '../../../../store/schema.ts';
import { type BodyOf, tableKind } from './table-kind.ts';

const body = z.object({
  label: z.string(),
  labelKey: z.string(),
  type: CustomFieldType,
  required: z.boolean(),
  options: z.array(z.string()),
  position: z.int(),
  deletedAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof customField>>;

/** The ISP's own fields of a customer. */
export const customFieldRows = tableKind({ table: customField, body, owner: 'nobody' });
