import type { FieldProblem } from '#shared/contract/customers.ts';
import type { RegistrationForm } from '#shared/contract/registration.ts';
import { accountNumberOf } from '#shared/domain/customer/account-number.ts';
import { isLandline, listedPhone, phoneExample, phoneKeyOf } from '#shared/domain/customer/phone.ts';
import type { CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import { type ImportField, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import type { Reference } from '#shared/domain/import/reference.ts';
import { createWorkTable } from '#shared/domain/import/work-table.ts';
import { formatIpv4, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { hasAddress } from '#shared/domain/registration/steps.ts';
import { trimmed } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { accountNumberProblem, formProblems, holderOfPhone, oneRow, withTakenUsername } from '../customers/index.ts';
import { gatherReference, lookUpIn } from '../import/index.ts';
import { isHeldByAnother } from '../network-addresses/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { chosenOf, operatorOf } from './chosen.ts';

type Read = Pick<WriteTransaction, 'db' | 'orm'>;

/** A form as the checks of a customer file find it. */
export interface Checked {
  readonly problems: readonly FieldProblem[];
  readonly warnings: readonly FieldProblem[];
  /** The customer that it would be; null while something is wrong. */
  readonly row: CustomerToBe | null;
  readonly timeZone: string;
  /** The phone as lists have it; null: it is none yet. */
  readonly phone: string | null;
}

/** Worth telling at a counter; the rest is about files, or is told by the quote. */
const WARNED: ReadonlySet<string> = new Set(['duplicate-phone', 'password-weak', 'username-was-deleted']);
/** Fields that are chosen from a list: nothing is filled in there. */
const CHOSEN: ReadonlySet<string> = new Set(['connection', 'operator', 'package', 'billingProfile']);

const DETAILS = [
  'username',
  'password',
  'fullName',
  'phone',
  'email',
  'address',
  'accountNumber',
  'clientType',
  'medium',
  'sharing',
  'distributionPoint',
  'division',
  'district',
  'thana',
] as const;

/**
 * What is wrong with a form, by the checks that a row of a file passes, and what a counter asks besides: a phone, an address
 * that nobody else is being given, a plan of the connection.
 */
export function checkForm(
  { db, orm }: Read,
  actor: Actor,
  form: RegistrationForm,
  { draft, now }: { readonly draft: string; readonly now: number },
): Checked {
  const reference = gatherReference(orm, actor.operatorId);
  const chosen = chosenOf(db, actor, reference, form);
  const values = valuesOf(form, chosen.codes, reference);
  const table = createWorkTable(oneRow(values, chosen.reference), chosen.reference, lookUpIn(db, null, reference));
  const found = [...table.problemsOf()].map((one) =>
    one.code === 'ip-required' ? { ...one, params: ASKED_HERE } : one,
  );
  const warnings = found.filter(({ code }) => WARNED.has(code));
  const country = reference.operators.find(({ id }) => id === operatorOf(form, actor))?.country ?? reference.country;
  const phoneKey = phoneKeyOf(form.phone, country);
  const problems = [
    ...chosen.problems,
    ...withTakenUsername(db, formProblems(found))
      .filter(({ field }) => !chosen.problems.some((one) => one.field === field))
      .map((one) => saidHere(one, country)),
    ...missing(form, chosen.mayComeFromPool),
    ...accountNumberProblem(db, accountNumberOf(form.accountNumber), draft),
    ...heldElsewhere(db, form, draft, now),
  ];
  const [row] = problems.length === 0 ? [...table.ready()] : [];
  return {
    problems,
    warnings: [
      ...warnings.map(({ field, code, value, params }) => ({
        field,
        code,
        params: { ...params, value, ...(code === 'duplicate-phone' ? samePhone(db, actor, phoneKey) : {}) },
      })),
      ...(phoneKey !== null && isLandline(phoneKey)
        ? [{ field: 'phone', code: 'phone-landline', params: { value: form.phone } }]
        : []),
    ],
    row: row ?? null,
    timeZone: reference.timeZone,
    phone: phoneKey === null ? null : listedPhone(form.phone, phoneKey, country),
  };
}

/** Whoever has the phone already: the checks tell of nobody else than those within reach. */
function samePhone(db: WriteTransaction['db'], actor: Actor, key: string | null): FieldProblem['params'] {
  const holder = key === null ? null : holderOfPhone(db, reachOfActor({ reader: db }, actor), key);
  return holder === null ? {} : { customer: holder.id, name: holder.fullName, username: holder.username };
}

/** A problem with what the counter needs to mend it. */
function saidHere(problem: FieldProblem, country: string): FieldProblem {
  const { field, code, params } = problem;
  const example = code === 'invalid-phone' ? phoneExample(country) : null;
  if (example !== null) return { ...problem, params: { ...params, context: 'like', example } };
  if (code === 'missing-required' && CHOSEN.has(field)) return { ...problem, params: { ...params, ...ASKED_HERE } };
  return problem;
}

/** The sentence says what to do about it in the form. */
const ASKED_HERE = { context: 'choose' };

const asksForAddress = ({ connection, fromPool }: RegistrationForm): boolean =>
  hasAddress(connection) && !(connection === 'pppoe' && fromPool);

function valuesOf(
  form: RegistrationForm,
  codes: ReadonlyMap<ImportField, string>,
  { customFields }: Reference,
): ReadonlyMap<ImportField, string> {
  const values = new Map<ImportField, string>(TEMPLATE_FIELDS.map((field) => [field, '']));
  for (const [field, code] of codes) values.set(field, code);
  for (const field of DETAILS) values.set(field, form[field]);
  if (asksForAddress(form)) values.set('ip', form.ip);
  for (const { id } of customFields) values.set(`custom:${id}`, form.custom[id] ?? '');
  return values;
}

function missing(form: RegistrationForm, mayComeFromPool: boolean): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const tell = (field: string, code: string, params: FieldProblem['params'] = {}): void => {
    problems.push({ field, code, params: { value: '', ...params } });
  };
  if (form.connection === null) tell('connection', 'missing-required', ASKED_HERE);
  if (trimmed(form.phone) === '') tell('phone', 'missing-required');
  // Of a fixed address the checks of a row say it.
  if (form.connection !== 'pppoe') return problems;
  if (form.fromPool && !mayComeFromPool) tell('ip', 'ip-required', ASKED_HERE);
  if (!form.fromPool && trimmed(form.ip) === '') tell('ip', 'ip-required', ASKED_HERE);
  return problems;
}

/** Told whatever else is missing yet: an address is lost at its own step, and not at the last one. */
function heldElsewhere(db: WriteTransaction['db'], form: RegistrationForm, draft: string, now: number): FieldProblem[] {
  const ip = asksForAddress(form) ? parseIpv4(form.ip) : null;
  if (ip === null || !isHeldByAnother(db, ip, draft, now)) return [];
  return [{ field: 'ip', code: 'ip-held', params: { value: formatIpv4(ip) } }];
}
