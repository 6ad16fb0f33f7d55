import { z } from 'zod';
import { OperatorKind } from '#shared/domain/operator/operator.ts';
import { operator } from '../../../../store/schema.ts';
import { parentsFirst } from './parents-first.ts';
import { type BodyOf, tableKind } from './table-kind.ts';

const body = z.object({
  parentId: z.string().nullable(),
  name: z.string(),
  nameKey: z.string(),
  code: z.string(),
  codeKey: z.string(),
  kind: OperatorKind,
  country: z.string().nullable(),
  retiredAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof operator>>;

/** Operators, each after the one above it. */
export const operatorRows = tableKind({ table: operator, body, owner: 'itself', ids: parentsFirst('operator') });
