import type { Package } from '../package/package.ts';
import { rateLimit, type Speeds } from '../provisioning/rate.ts';
import { SUSPENDED_LIST, SUSPENDED_RATE } from '../provisioning/router.ts';
import type { GroupRow, GroupRows } from './rows.ts';
import { isUnfitForRadius } from './value-fault.ts';
import { valueText } from './value-text.ts';
import { SUSPENDED } from './words.ts';

/** Nobody of it is let in. */
export const SUSPENDED_GROUP = 'st:suspended';
/** Let in slowly, out of a pool of their own and onto the list of the suspended, which the router's own rules look at. */
export const EXPIRED_GROUP = 'st:expired';
export const EXPIRED_POOL = 'lastmile-expired';

/** FreeRADIUS stops at the first group: a state stands before the plan, or it would not count. */
export const STATE_PRIORITY = 0;
export const PLAN_PRIORITY = 10;

/** Seconds between two reports of a router on a session: three that are missing make it stale. */
const INTERIM_SECONDS = 300;

/** What of a package decides the rows of its group. */
export interface RadiusPlan extends Speeds, Pick<Package, 'id' | 'code' | 'connection' | 'addressFromPool'> {
  /** A group that the ISP keeps itself, whatever is in it; null: one of ours. */
  readonly radiusGroup: string | null;
}

/** The group of a package's customers. A name that FreeRADIUS might expand, or that is one of ours, is nobody's own. */
export function planGroup({ id, radiusGroup }: Pick<RadiusPlan, 'id' | 'radiusGroup'>): string {
  const isTheirs = radiusGroup !== null && radiusGroup !== '' && !isUnfitForRadius(radiusGroup);
  return isTheirs && !/^(plan|st):/.test(radiusGroup) ? radiusGroup : `plan:${id}`;
}

/**
 * With `:=` it is set. (With `=` FreeRADIUS 3.2.1 compares it to the request, which has no such thing, and leaves out the whole
 * group with its speed; and an Auth-Type that CHAP has chosen by then would stay.)
 */
const sets = (groupname: string, attribute: string, value: string): GroupRow => ({
  ...{ groupname, attribute, op: ':=', value },
});
/** With `=` a customer's own row of the same attribute wins. */
const tells = (groupname: string, attribute: string, value: string): GroupRow[] =>
  value === '' || isUnfitForRadius(value) ? [] : [{ groupname, attribute, op: '=', value: valueText(value) }];

/** The rows of `plan:<id>`; those of a group that the ISP keeps itself are its own. */
export function planRows(plan: RadiusPlan): GroupRows {
  const group = `plan:${plan.id}`;
  const isPooled = plan.connection === 'pppoe' && plan.addressFromPool;
  return {
    check: [sets(group, 'Simultaneous-Use', '1')],
    reply: [
      ...tells(group, 'Mikrotik-Rate-Limit', rateLimit(plan)),
      ...tells(group, 'Framed-Pool', isPooled ? `lastmile-${plan.code}` : ''),
      ...tells(group, 'Acct-Interim-Interval', String(INTERIM_SECONDS)),
    ],
  };
}

/** The rows of the groups that are the same everywhere. An ISP may change what is told in them: they are written once. */
export const STATE_ROWS: Readonly<Record<typeof SUSPENDED_GROUP | typeof EXPIRED_GROUP, GroupRows>> = {
  [SUSPENDED_GROUP]: {
    check: [sets(SUSPENDED_GROUP, 'Auth-Type', 'Reject')],
    reply: tells(SUSPENDED_GROUP, 'Reply-Message', SUSPENDED),
  },
  [EXPIRED_GROUP]: {
    check: [sets(EXPIRED_GROUP, 'Simultaneous-Use', '1')],
    reply: [
      ...tells(EXPIRED_GROUP, 'Mikrotik-Rate-Limit', SUSPENDED_RATE),
      ...tells(EXPIRED_GROUP, 'Framed-Pool', EXPIRED_POOL),
      ...tells(EXPIRED_GROUP, 'Mikrotik-Address-List', SUSPENDED_LIST),
      ...tells(EXPIRED_GROUP, 'Acct-Interim-Interval', String(INTERIM_SECONDS)),
    ],
  },
};
