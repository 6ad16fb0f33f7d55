import type { InferContractRouterOutputs } from '@orpc/contract';
import type { z } from 'zod';
import type { customers as contract, FieldProblem, NewCustomer } from '#shared/contract/customers.ts';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import { type ImportField, STANDARD_FIELDS, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import type { Reference } from '#shared/domain/import/reference.ts';
import { createWorkTable } from '#shared/domain/import/work-table.ts';
import { folded } from '#shared/domain/text.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { gatherReference, lookUpIn } from '../import/index.ts';
import { isHeldByAnother } from '../network-addresses/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { answered, askedOf, isAnswered } from '../requests/index.ts';
import { accountNumberProblem } from './account-number.ts';
import { insertCustomer } from './insert-customer.ts';
import { formProblems, oneRow } from './one-row.ts';
import { paymentOfRegistration, registerCustomer } from './register.ts';
import { costFor, moneyOf } from './registration-cost.ts';
import { withTakenUsername } from './who-has.ts';

export type Added = InferContractRouterOutputs<typeof contract>['add'];

interface Asked {
  readonly request: string;
  readonly customer: z.output<typeof NewCustomer>;
}

interface Known {
  readonly username: string;
  readonly operatorId: string;
  readonly status: CustomerStatus;
}

/**
 * Adds one customer, checked as a row of a file is. The customer's id is the request's: asked again, it is there, whatever
 * has become of it. Throws Refusal `action-request-taken` when something else, or somebody else, had asked under this number.
 */
export async function addCustomer(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  { request, customer: given }: Asked,
): Promise<Added> {
  const { store } = deps;
  const asked = askedOf(store, actor, request, { add: given });
  if (isAnswered(store.reader, asked)) return addedBefore(store, actor, request, given);
  const reference = gatherReference(store.query, actor.operatorId);
  const { values, unknown } = valuesOf(given, reference);
  const table = createWorkTable(oneRow(values, reference), reference, lookUpIn(store.reader, null, reference));
  const problems = [...withTakenUsername(store.reader, formProblems(table.problemsOf())), ...unknown];
  const [row] = problems.length === 0 ? [...table.ready()] : [];
  if (!row) return { kind: 'refused', problems };
  return store.write(
    (tx): Added => {
      if (isAnswered(tx.db, asked)) return addedBefore({ reader: tx.db }, actor, request, given);
      // A number that some customer came with otherwise.
      if (tx.db.prepare('SELECT 1 FROM customer WHERE id = ?').get(request)) throw new Refusal('action-request-taken');
      // What was free when it was checked may have been taken since.
      const taken = [
        ...takenOf(lookUpIn(tx.db, null, reference), row),
        ...accountNumberProblem(tx.db, row.accountNumber, request),
      ];
      if (taken.length > 0) return { kind: 'refused', problems: taken };
      if (row.ip !== null && isHeldByAnother(tx.db, row.ip, request, deps.now().getTime())) {
        return { kind: 'refused', problems: [{ field: 'ip', code: 'ip-held', params: { value: formatIpv4(row.ip) } }] };
      }
      const money = moneyOf(given);
      const cost = money && costFor(tx.db, actor, money, row, deps.now().getTime());
      const wrong = cost ? [...cost.problems, ...expiryProblem(row)] : [];
      if (wrong.length > 0) return { kind: 'refused', problems: wrong };
      answered(tx.db, asked, deps.now());
      const customer = { ...deps, id: request, actor, row, timeZone: reference.timeZone };
      if (cost) {
        const registered = registerCustomer(tx, { ...customer, cost, activate: given.activate });
        return { kind: 'added', id: request, username: row.username, ...registered };
      }
      const status = firstStatus(given);
      insertCustomer(tx, { ...customer, status });
      return { kind: 'added', id: request, username: row.username, status };
      // With a payment it acknowledges money.
    },
    { durable: moneyOf(given) !== null },
  );
}

/** Until when it is paid cannot be said beside a payment that it follows from. */
const expiryProblem = ({ expires }: CustomerToBe): FieldProblem[] =>
  expires === null ? [] : [{ field: 'expires', code: 'expires-with-payment', params: { value: expires } }];

const firstStatus = ({ activate }: Asked['customer']): 'active' | 'pending' => (activate ? 'active' : 'pending');

/** The customer as it stands now; as it was asked for when it has gone out of reach or for good. */
function addedBefore(store: Pick<Store, 'reader'>, actor: Actor, id: string, given: Asked['customer']): Added {
  const row = store.reader
    .prepare<[string], Known>('SELECT username, operator_id AS operatorId, status FROM customer WHERE id = ?')
    .get(id);
  const known = row && reachOfActor(store, actor).has(row.operatorId) ? row : null;
  return {
    kind: 'added',
    id,
    username: known?.username ?? given.username,
    status: known?.status ?? firstStatus(given),
    ...(moneyOf(given) ? { payment: paymentOfRegistration(store.reader, id) } : {}),
  };
}

/** What was given by field. The columns of the template are always there, so that an empty one is told. */
function valuesOf(given: Asked['customer'], { customFields }: Reference) {
  const values = new Map<ImportField, string>(TEMPLATE_FIELDS.map((field) => [field, '']));
  const texts: Readonly<Record<string, unknown>> = given;
  for (const field of STANDARD_FIELDS) {
    const text = texts[field];
    if (typeof text === 'string') values.set(field, text);
  }
  for (const { id, required } of customFields) if (required) values.set(`custom:${id}`, '');
  const unknown: FieldProblem[] = [];
  for (const [label, value] of Object.entries(given.custom ?? {})) {
    const field = customFields.find((one) => folded(one.label) === folded(label));
    if (field) values.set(`custom:${field.id}`, value);
    else unknown.push({ field: 'custom', code: 'custom-field-unknown', params: { value: label } });
  }
  return { values, unknown };
}

function takenOf(lookUp: ReturnType<typeof lookUpIn>, { username, usernameKey, ip }: CustomerToBe): FieldProblem[] {
  const { usernames, ips } = lookUp({ usernames: [usernameKey], phones: [], ips: ip === null ? [] : [ip] });
  if (usernames.get(usernameKey) === 'live') {
    return [{ field: 'username', code: 'duplicate-username', params: { value: username } }];
  }
  if (ip === null || ips.size === 0) return [];
  return [{ field: 'ip', code: 'ip-taken', params: { value: formatIpv4(ip) } }];
}
