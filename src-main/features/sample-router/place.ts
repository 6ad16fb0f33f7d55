import { randomBytes } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import type { Actor } from '../../procedure.ts';
import { type Seal, sealRouterPassword, type WriteTransaction } from '../../store/index.ts';
import { networkAddress, router } from '../../store/schema.ts';
import { codeOf, nameOf } from '../records/index.ts';

/** Where the sample router stands: a name of a kind that no network ever has (RFC 6761). */
export const SAMPLE_HOST = 'sample-router.invalid';
/** The user by which Lastmile logs in there. */
export const SAMPLE_USER = 'lastmile';

const NAME = 'Sample router';
/** The sample ISP's blocks that are on it. */
const BLOCKS = ['home', 'hotspot'];

/**
 * Gives the sample ISP its router, which Lastmile may write to, and puts its blocks there: everybody with an address in
 * one of them is to be brought to it from now on.
 */
export function placeSampleRouter(tx: WriteTransaction, actor: Actor, newId: () => string, seal: Seal): void {
  const id = newId();
  const password = randomBytes(18).toString('base64url');
  const rows = tx.orm.select().from(router).all();
  const row: typeof router.$inferInsert = {
    id,
    operatorId: actor.operatorId,
    ...nameOf(NAME, { id, operatorId: actor.operatorId }, rows),
    ...codeOf(null, { id, title: NAME, current: undefined }, rows),
    host: SAMPLE_HOST,
    port: 8728,
    username: SAMPLE_USER,
    passwordSealed: sealRouterPassword(seal, id, password),
    writes: true,
    hotspotServer: 'hotspot1',
  };
  tx.orm.insert(router).values(row).run();
  tx.orm.update(networkAddress).set({ routerId: id }).where(inArray(networkAddress.code, BLOCKS)).run();
}
