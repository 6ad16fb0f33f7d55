import { type Desired, desiredFor, NOTHING, type ServedCustomer } from '#shared/domain/provisioning/desired.ts';
import { planStepsTo, type Standing, type Step, stepsTo, superfluous } from '#shared/domain/provisioning/difference.ts';
import { type DesiredRecord, type Menu, MENUS, type ProvisioningFault } from '#shared/domain/provisioning/record.ts';
import type { RouterPractice } from '#shared/domain/provisioning/router.ts';
import { RouterError, type RouterFailure, type RouterSession } from '../../routeros/index.ts';
import { endSessions } from '../online/index.ts';
import { routerRefusal } from '../routers/index.ts';
import { carryOut } from './carry-out.ts';
import type { DueJob, Outcome } from './job-rows.ts';
import { withoutProfile } from './orphans.ts';
import { eachAtOnce } from './pool.ts';
import { readStanding } from './standing.ts';

/** Commands on their way to one router at a time: enough to fill a slow line, few enough for a small router. */
const AT_ONCE = 32;
/** Menus in which customers themselves have records. */
const OWN_MENUS: readonly Menu[] = MENUS.filter(
  (menu) => !['/ip/pool', '/ppp/profile', '/ip/hotspot/user/profile'].includes(menu),
);

/** A customer who is to be brought to a router. */
export interface ToBring {
  readonly job: DueJob;
  /** Null: they do not belong there (any more), or are no customer any more. */
  readonly customer: ServedCustomer | null;
  readonly passwordSealed: Buffer | null;
  /** Opens it. */
  readonly password: () => string | null;
}

/** What came of it. */
export interface Brought {
  readonly outcomes: ReadonlyMap<DueJob, Outcome>;
  /** Customers, not among those who were brought, whose profile somebody removed: they have to be brought as well. */
  readonly orphans: readonly string[];
}

/** What a router refused of the records that those of customers refer to, by menu and name. */
type Refused = ReadonlyMap<string, ProvisioningFault>;

interface Work extends ToBring {
  readonly desired: Desired;
  steps: readonly Step[];
  touched: boolean;
}

/**
 * Brings customers to a router: reads what is there, changes only what differs, reads it back, and then ends the sessions
 * that would go on as before. Done again after any interruption it does what is left. Rejects with a RouterError when the
 * line is lost: then nothing is known of any of them.
 */
export async function bring(
  session: RouterSession,
  router: { readonly name: string; readonly practice: RouterPractice },
  all: readonly ToBring[],
): Promise<Brought> {
  const outcomes = new Map<DueJob, Outcome>();
  const works = all.flatMap((one): Work[] => {
    const desired = one.customer === null ? NOTHING : desiredFor(one.customer, router.practice);
    if (!('code' in desired)) return [{ ...one, desired, steps: [], touched: false }];
    outcomes.set(one.job, { kind: 'failed', ...desired });
    return [];
  });
  const refused = await plan(session, router.name, works);
  const before = await readStanding(session);
  for (const work of works) {
    const steps = stepsOf(work, before);
    if ('code' in steps) outcomes.set(work.job, { kind: 'failed', ...steps });
    else work.steps = steps;
  }
  const open = works.filter(({ job }) => !outcomes.has(job));
  await write(session, { router: router.name, refused }, open, outcomes);
  await readBack(session, open, outcomes);
  await kick(session, open, outcomes);
  const brought = new Set(all.map(({ job }) => job.customerId));
  return { outcomes, orphans: withoutProfile(before).filter((id) => !brought.has(id)) };
}

const placeOf = ({ menu, fields }: DesiredRecord): string => `${menu} ${fields['name'] ?? ''}`;

/**
 * Pools and profiles come first: what customers have refers to them. One that cannot be made is told by the customers who
 * need it.
 */
async function plan(session: RouterSession, router: string, works: readonly Work[]): Promise<Refused> {
  const wanted = new Map<string, DesiredRecord>();
  const refused = new Map<string, ProvisioningFault>();
  for (const { desired } of works) {
    for (const record of desired.plan) wanted.set(placeOf(record), record);
  }
  if (wanted.size === 0) return refused;
  const menus = MENUS.filter((menu) => [...wanted.values()].some((record) => record.menu === menu));
  const standing = await readStanding(session, menus);
  for (const menu of menus) {
    for (const record of wanted.values()) {
      if (record.menu !== menu) continue;
      for (const step of planStepsTo(record, standing)) {
        try {
          await carryOut(session, step, null);
        } catch (error) {
          if (!(error instanceof RouterError) || error.failure.kind !== 'trap') throw error;
          refused.set(placeOf(record), routerRefusal(error.failure, router));
        }
      }
    }
  }
  return refused;
}

/** What has to be done for a customer, or why it cannot be. */
function stepsOf(
  { customer, desired, job, passwordSealed }: Work,
  standing: Standing,
): readonly Step[] | ProvisioningFault {
  const isNew =
    passwordSealed !== null && (job.appliedPassword === null || !passwordSealed.equals(job.appliedPassword));
  const steps: Step[] = [];
  for (const record of desired.own) {
    const some = stepsTo(record, standing, isNew);
    if ('code' in some) return some;
    const needsPassword = some.some((step) => step.kind === 'add' && step.writesPassword);
    if (needsPassword && passwordSealed === null) {
      return { code: 'provisioning-password-unknown', params: { username: customer?.username ?? '' } };
    }
    steps.push(...some);
  }
  const names = [customer?.username, customer?.ip, job.appliedUsername].filter((name) => typeof name === 'string');
  return [...steps, ...superfluous({ id: job.customerId, names }, desired.own, standing, OWN_MENUS)];
}

async function write(
  session: RouterSession,
  { router, refused }: { readonly router: string; readonly refused: Refused },
  works: readonly Work[],
  outcomes: Map<DueJob, Outcome>,
): Promise<void> {
  await eachAtOnce(works, AT_ONCE, async (work) => {
    try {
      const password = work.steps.some((step) => step.kind !== 'remove' && step.writesPassword)
        ? work.password()
        : null;
      for (const step of work.steps) {
        work.touched = true;
        await carryOut(session, step, password);
      }
    } catch (error) {
      if (!(error instanceof RouterError) || error.failure.kind !== 'trap') throw error;
      const [trap] = error.failure.traps;
      // Somebody else has removed or added it meanwhile: what is there now, the next reading tells.
      const isMoved = (trap.reason === 'no-such-item' || trap.reason === 'already-exists') && work.job.attempts < 2;
      const { code, params } = whyNot(error.failure, work, { router, refused });
      outcomes.set(work.job, isMoved ? { kind: 'again' } : { kind: 'failed', code, params });
    }
  });
}

/** Of a customer whose pool or profile is not there it is told why that is so: it is there that something has to be done. */
function whyNot(
  failure: RouterFailure & { readonly kind: 'trap' },
  { desired }: Work,
  { router, refused }: { readonly router: string; readonly refused: Refused },
): ProvisioningFault {
  const [{ reason, message }] = failure.traps;
  if (reason !== 'bad-value') return routerRefusal(failure, router);
  const [first] = desired.plan.flatMap((record) => refused.get(placeOf(record)) ?? []);
  if (first) return first;
  const profile = desired.own.find(({ fields }) => fields['profile'] !== undefined)?.fields['profile'];
  return profile !== undefined && / profile$/.test(message)
    ? { code: 'provisioning-no-profile', params: { router, name: profile } }
    : routerRefusal(failure, router);
}

/** A write is believed when it was read back. */
async function readBack(session: RouterSession, works: readonly Work[], outcomes: Map<DueJob, Outcome>): Promise<void> {
  const touched = works.some((work) => work.touched);
  const after = touched ? await readStanding(session) : null;
  for (const work of works) {
    const { job, customer, passwordSealed, desired } = work;
    if (outcomes.has(job)) continue;
    const left =
      after && work.touched ? stepsOf({ ...work, job: { ...job, appliedPassword: passwordSealed } }, after) : [];
    if ('code' in left) outcomes.set(job, { kind: 'failed', ...left });
    else if (left[0])
      outcomes.set(job, { kind: 'failed', ...notKept(left[0], customer?.username ?? job.appliedUsername) });
    else if (customer === null || desired === NOTHING) outcomes.set(job, { kind: 'gone' });
    else {
      outcomes.set(job, {
        kind: 'applied',
        username: customer.username,
        password: passwordSealed ?? job.appliedPassword,
      });
    }
  }
}

/** The router answered that it did it, and did not. */
function notKept(step: Step, name: string | null): ProvisioningFault {
  const field = step.kind === 'set' ? ([...Object.keys(step.fields), ...step.unset][0] ?? '') : step.kind;
  return { code: 'provisioning-not-kept', params: { menu: step.menu, name: name ?? '', field } };
}

async function kick(
  session: RouterSession,
  works: readonly Work[],
  outcomes: ReadonlyMap<DueJob, Outcome>,
): Promise<void> {
  const names = works
    .filter(({ job, desired, steps }) => {
      const outcome = outcomes.get(job);
      if (outcome?.kind !== 'applied' && outcome?.kind !== 'gone') return false;
      return job.kick === 1 || !desired.mayConnect || steps.some((step) => step.kind === 'set' && step.kicks);
    })
    .flatMap(({ customer, job }) => [customer?.username, job.appliedUsername])
    .filter((name) => typeof name === 'string');
  if (names.length > 0) await endSessions(session, [...new Set(names)]);
}
