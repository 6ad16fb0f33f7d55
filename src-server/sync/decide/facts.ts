import { z } from 'zod';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type {
  ActionFacts,
  Choice,
  CustomerInHand,
  PackageChoice,
  ProfileChoice,
} from '#shared/domain/customer/action-facts.ts';
import { claimsOf } from '#shared/domain/ip/plan.ts';
import { isComplete } from '#shared/domain/package/package.ts';
import type { LedgerRow, RecordKind } from '#shared/sync/rows.ts';
import type { Stepped } from '../../billing/take-up.ts';
import { PackageBody, ProfileBody } from '../../radius/bodies.ts';
import type { Isp } from '../../radius/isp.ts';
import type { StoredCustomer } from '../rows/customer.ts';
import type { Work } from '../work.ts';
import type { ChangeArgs } from './standing.ts';

/** What is asked of whom. */
interface Asked {
  readonly customer: StoredCustomer;
  readonly terms: ActionTerms;
  readonly columns: ChangeArgs['columns'];
  readonly run: string;
  readonly by: string;
  readonly at: number;
  /** The money that was taken. */
  readonly paid: LedgerRow | undefined;
}

interface Known {
  readonly kind: RecordKind;
  readonly id: string;
  readonly operatorId: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

const int = z.int().catch(0);
const Range = z.object({ first: int, last: int });
const BlockBody = Range.extend({
  gateway: z.int().nullable().catch(null),
  packageIds: z.array(z.string()).catch([]),
  reserved: z.array(Range).catch([]),
});

/** A customer as an action takes them up, settled. */
export function inHand({ row, step: { account } }: Stepped): CustomerInHand {
  return {
    ...row,
    type: account.tariff.type,
    macs: row.devices.map(({ mac }) => mac),
    account,
  };
}

/** The facts, and the ids of lines that have been made from the run so far. */
interface FactsOfRun {
  readonly facts: ActionFacts;
  readonly made: () => readonly string[];
}

/**
 * The facts as they stand here. Usernames, addresses and account numbers that somebody else has are found afterwards, with
 * whose they are (holders.ts); drafts are an office's own affair.
 */
export async function actionFacts(
  { tx, reach, isp }: Pick<Work, 'tx' | 'reach'> & { readonly isp: Isp },
  asked: Asked,
): Promise<FactsOfRun> {
  const { customer, terms, columns, run, by, at, paid } = asked;
  const made: string[] = [];
  const records = await tx.query<Known>(
    `SELECT kind, id, operator_id AS "operatorId", body FROM record
     WHERE id = ANY($1) AND kind IN ('operator', 'package', 'billing-profile', 'zone', 'router', 'setting')`,
    [namedIn(customer, terms)],
  );
  const blocks = asksForAddress(terms)
    ? (await tx.query<Known>(`SELECT kind, id, body FROM record WHERE kind = 'network-address'`)).map(({ body }) =>
        BlockBody.parse(body),
      )
    : [];
  const known = (kind: RecordKind, id: string): (Known & Choice) | null => {
    const found = records.find((one) => one.kind === kind && one.id === id);
    if (!found) return null;
    const { name, retiredAt } = found.body;
    return {
      ...found,
      // What belongs to nobody is everybody's.
      operatorId: found.operatorId ?? customer.operatorId,
      name: typeof name === 'string' ? name : '',
      isRetired: retiredAt != null,
    };
  };
  const currency = records.find(({ kind, id }) => kind === 'setting' && id === 'currency')?.body['value'];
  const { world } = isp;
  const facts: ActionFacts = {
    now: at,
    by,
    reach: reach.own,
    usable: new Set([...reach.own, ...reach.line]),
    lineOf: reach.lineOf,
    operator: (id) => known('operator', id),
    package: (id): PackageChoice | null => {
      const found = known('package', id);
      const plan = found && PackageBody.parse(found.body);
      return found && plan && { ...found, connection: plan.connection, isComplete: isComplete({ ...plan, ...found }) };
    },
    profile: (id): ProfileChoice | null => {
      const found = known('billing-profile', id);
      return found && { ...found, mode: ProfileBody.parse(found.body).mode };
    },
    zone: (id) => known('zone', id),
    router: (id) => known('router', id),
    blocksOf: (id) => blocks.filter(({ packageIds }) => packageIds.includes(id)),
    claimOn: claimsOf(blocks),
    isHeld: () => false,
    holderOfUsername: () => null,
    holderOfIp: () => null,
    hasAccountNumber: () => false,
    holdersOfMac: () => [],
    // The office has made one, and has told it.
    newPassword: () => columns.password ?? '',
    billing: {
      world,
      currency: typeof currency === 'string' ? currency : 'BDT',
      tariff: isp.tariffOf,
      idOf: (customerId, what) => {
        const id = world.idOf(customerId, `${run}:${what}`);
        made.push(id);
        return id;
      },
      // Of a payment it was asked before, with whose it is.
      referenceProblem: () => null,
      ...(terms.action === 'renew' || paid ? { taken: paid?.amount ?? 0 } : {}),
      // A clock that is not believed is not gone by (billingNow).
      rests: null,
      // Texts are sent by the office.
      messageProblem: () => null,
    },
  };
  return { facts, made: () => made };
}

/** Ids of all records that the rules may ask for. */
function namedIn(customer: StoredCustomer, terms: ActionTerms): string[] {
  const { packageId, nextPackageId, billingProfileId, zoneId, routerId, operatorId } = customer;
  const ids = [packageId, nextPackageId, billingProfileId, zoneId, routerId, operatorId, 'currency'];
  if (terms.action === 'change-package') ids.push(terms.package);
  if (terms.action === 'change-profile') ids.push(terms.billingProfile);
  if (terms.action === 'change-zone') ids.push(terms.zone);
  if (terms.action === 'change-router') ids.push(terms.router);
  if (terms.action === 'change-operator') ids.push(terms.operator);
  return ids.flatMap((id) => id ?? []);
}

const asksForAddress = ({ action }: ActionTerms): boolean =>
  action === 'change-package' || action === 'change-ip' || action === 'restore';
