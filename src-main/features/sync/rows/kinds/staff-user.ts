import { z } from 'zod';
import { Role } from '#shared/domain/operator/role.ts';
import { preference, savedView, staffUser } from '../../../../store/schema.ts';
import { withRemains } from './with-remains.ts';
import { type BodyOf, tableKind } from './table-kind.ts';

const body = z.object({
  name: z.string(),
  nameKey: z.string(),
  role: Role,
  passwordHash: z.string().nullable(),
  retiredAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof staffUser, 'failedCount' | 'failedAt'>>;

/** Staff users. Wrong passwords are counted by every console for itself. */
export const staffUserRows = withRemains(tableKind({ table: staffUser, body, owner: 'column' }), [
  preference.staffUserId,
  savedView.staffUserId,
]);
