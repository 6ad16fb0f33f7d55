import type { ProvisioningJob } from '#shared/contract/provisioning.ts';
import type { Refused } from '#shared/contract/refused.ts';
import type { RouterHolder } from '#shared/contract/routers.ts';
import type { Actor } from '../../procedure.ts';
import type { Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';
import { heldParams, holdersOf } from '../routers/index.ts';
import { jobPage, type JobPlace, type JobsAsked } from './job-page.ts';

interface Row {
  readonly customer: string;
  readonly username: string;
  readonly fullName: string;
  /** Null: it is not there any more. */
  readonly router: string | null;
  readonly routerId: string;
  readonly writes: 0 | 1 | null;
  readonly state: ProvisioningJob['state'];
  readonly queuedAt: number;
  readonly endedAt: number | null;
  readonly attempts: number;
  readonly code: string | null;
  readonly params: string | null;
  readonly routerCode: string | null;
  readonly routerParams: string | null;
}

const LINES = `
  SELECT customer_id AS customer, customer.username, full_name AS fullName, router.name AS router,
    provisioning.router_id AS routerId, writes, state, queued_at AS queuedAt, ended_at AS endedAt, attempts,
    provisioning.code, provisioning.params, router_contact.code AS routerCode, router_contact.params AS routerParams
  FROM provisioning
  CROSS JOIN customer ON customer.id = customer_id
  LEFT JOIN router ON router.id = provisioning.router_id
  LEFT JOIN router_contact ON router_contact.router_id = provisioning.router_id`;

/** What has to be or was done on routers for the customers within reach, what was queued last first, in one window. */
export function listJobs(
  store: Pick<Store, 'reader'>,
  actor: Actor,
  { after, ...asked }: Omit<JobsAsked, 'before'> & { readonly after?: string | undefined },
): { jobs: ProvisioningJob[]; next: string | null } {
  const { limit } = asked;
  const reach = reachCondition(store, actor, 'operator_id');
  const page = jobPage({ ...asked, before: placeOf(after), limit: limit + 1 }, reach);
  const rows = store.reader
    .prepare<unknown[], Row>(
      `${LINES} WHERE provisioning.rowid IN (${page.sql})
       ORDER BY queued_at DESC, customer_id DESC, provisioning.router_id DESC`,
    )
    .all(...page.params);
  const holders = holdersOf(store.reader);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    jobs: shown.map((row) => lineOf(row, holders(row.routerId))),
    next: last ? `${last.queuedAt}:${last.customer}:${last.routerId}` : null,
  };
}

/** Where the window before ended; a text that is no such place begins anew. */
function placeOf(after: string | undefined): JobPlace | null {
  const [, at, customer, router] = /^(\d+):([^:]+):([^:]+)$/.exec(after ?? '') ?? [];
  return at === undefined || customer === undefined || router === undefined ? null : [Number(at), customer, router];
}

function lineOf(row: Row, holder: RouterHolder | null): ProvisioningJob {
  const { customer, username, fullName, router, routerId, state, attempts } = row;
  return {
    ...{ customer, username, fullName, routerId, state, attempts },
    router: router ?? '',
    queuedAt: new Date(row.queuedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    reason: reasonOf(row, holder),
  };
}

/**
 * Why it failed. Of what waits: another console does it, nobody has allowed it, the router does not answer, or what the last
 * attempt met.
 */
function reasonOf(row: Row, holder: RouterHolder | null): Refused | null {
  const { state, router, writes, code, params, routerCode, routerParams } = row;
  if (state === 'applied') return null;
  if (router !== null && holder !== null && holder.who !== 'here') {
    return { code: 'provisioning-held-elsewhere', params: heldParams(router, holder) };
  }
  if (state === 'queued' && writes === 0) return { code: 'provisioning-not-allowed', params: { router: router ?? '' } };
  return (state === 'queued' ? told(routerCode, routerParams) : null) ?? told(code, params);
}

// Cast: the columns hold the params of a reason, or nothing.
const told = (code: string | null, params: string | null): Refused | null =>
  code === null ? null : { code, params: JSON.parse(params ?? '{}') as Refused['params'] };
