import type { Queries } from '../store/database.ts';
import type { Seal } from './seal.ts';

/** One of each sort of secrets, with the place that it is bound to. */
const SAMPLES = `
  (SELECT kind || '/' || id || ':record.sealed' AS "where", sealed FROM record WHERE sealed IS NOT NULL LIMIT 1)
  UNION ALL (SELECT id || ':customer.password_sealed', password_sealed FROM customer WHERE password_sealed IS NOT NULL LIMIT 1)
  UNION ALL (SELECT nas_id || ':nas_management.secret_sealed', secret_sealed FROM nas_management LIMIT 1)`;

/**
 * Whether what is sealed in the database opens by this key. A server with another one would seal new secrets by that, and
 * afterwards neither key would open all of them.
 */
export async function isOfKey(database: Queries, seal: Seal): Promise<boolean> {
  const samples = await database.query<{ where: string; sealed: Uint8Array }>(SAMPLES);
  return samples.every(({ where, sealed }) => {
    try {
      seal.open(sealed, where);
      return true;
    } catch {
      return false;
    }
  });
}
