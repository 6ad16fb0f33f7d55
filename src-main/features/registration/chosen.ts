import type { FieldProblem } from '#shared/contract/customers.ts';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import type { ImportField } from '#shared/domain/import/fields.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import type { GatheredReference } from '../import/index.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';

type Db = WriteTransaction['db'];

/** What a form has chosen by id, as the checks of a row take it: by code, of which there is one each. */
export interface Chosen {
  readonly codes: ReadonlyMap<ImportField, string>;
  /** Nothing but what was chosen: a name that is another one's code cannot be taken for it. */
  readonly reference: GatheredReference;
  readonly problems: readonly FieldProblem[];
  /** The router may give an address: the package says so, or has none that could be chosen. */
  readonly mayComeFromPool: boolean;
}

/** Whose operator a new customer is when nobody says otherwise: the actor's own. */
export const operatorOf = (form: Pick<RegistrationForm, 'operator'>, actor: Actor): string =>
  form.operator ?? actor.operatorId;

/** Out of reach is as unknown as what does not exist: neither its code nor its name is ever told. */
export function chosenOf(db: Db, actor: Actor, reference: GatheredReference, form: RegistrationForm): Chosen {
  const problems: FieldProblem[] = [];
  const codes = new Map<ImportField, string>();
  const usable = usableByActor({ reader: db }, actor);
  const pick = <T extends { readonly id: string; readonly code: string }>(
    field: ImportField,
    records: readonly T[],
    id: string | null,
    unknown: string,
  ): T | undefined => {
    const record = records.find((one) => one.id === id);
    if (record) codes.set(field, record.code);
    else if (id !== null) problems.push({ field, code: unknown, params: { value: '' } });
    return record;
  };
  const within = <T extends { readonly operatorId: string }>(records: readonly T[]): T[] =>
    records.filter(({ operatorId }) => usable.has(operatorId));
  const reach = reachOfActor({ reader: db }, actor);
  const operators = reference.operators.filter(({ id, isRetired }) => reach.has(id) && isRetired !== true);
  const operator = pick('operator', operators, operatorOf(form, actor), 'record-unknown');
  const plan = pick('package', within(reference.packages), form.package, 'package-unknown');
  const profiles = within(reference.billingProfiles);
  const profile = pick('billingProfile', profiles, form.billingProfile, 'billing-profile-unknown');
  const zone = pick('zone', within(reference.zones), form.zone, 'record-unknown');
  if (plan && form.connection !== null && plan.connection !== form.connection) {
    problems.push({ field: 'package', code: 'package-other-connection', params: { value: plan.name } });
  }
  const hasBlocks = plan !== undefined && reference.networkAddresses.some((one) => one.packageIds.includes(plan.id));
  return {
    codes,
    problems,
    mayComeFromPool: plan === undefined || !hasBlocks || givesAddresses(db, plan.id),
    reference: {
      ...reference,
      operators: reference.operators.map((one) => ({ ...one, isRetired: one.id !== operator?.id })),
      packages: plan ? [plan] : [],
      billingProfiles: profile ? [profile] : [],
      zones: zone ? [zone] : [],
    },
  };
}

const givesAddresses = (db: Db, plan: string): boolean =>
  db.prepare<[string], number>('SELECT address_from_pool FROM package WHERE id = ?').pluck().get(plan) === 1;
