import type { Refused } from '../contract/refused.ts';
import { type Field, fieldOf } from '../domain/history/words.ts';
import type { RejectionCode } from './push.ts';

/** Columns of rows that the history calls otherwise. */
const CALLED: Readonly<Record<string, Field>> = {
  packageId: 'package',
  nextPackageId: 'nextPackage',
  billingProfileId: 'billingProfile',
  zoneId: 'zone',
  operatorId: 'operator',
  routerId: 'router',
  parentId: 'parent',
  expiresAt: 'expires',
  activatedAt: 'activated',
  deletedAt: 'deleted',
  createdAt: 'created',
  devices: 'macs',
  key: 'label',
  first: 'from',
  last: 'to',
};

/** What the catalogue calls a column of a row that travels (history.field): "packageId" is the package; null: it has no word for it. */
export const fieldNamed = (column: string): Field | null => CALLED[column] ?? fieldOf(column);

/** The sentence of a refusal, of the section "refused" of the catalogue. */
const SENTENCES: Readonly<Record<RejectionCode, string>> = {
  USERNAME_TAKEN: 'rejection-username-taken',
  IP_TAKEN: 'rejection-ip-taken',
  ACCOUNT_NUMBER_TAKEN: 'rejection-account-number-taken',
  PAYMENT_REFERENCE_TAKEN: 'rejection-payment-reference-taken',
  STALE_FIELD: 'rejection-stale-field',
  STALE_RECORD: 'rejection-stale-record',
  NAME_TAKEN: 'rejection-name-taken',
  GONE: 'rejection-gone',
  IN_USE: 'rejection-in-use',
  REFERENCE_UNKNOWN: 'rejection-reference-unknown',
  OUT_OF_REACH: 'rejection-out-of-reach',
  VALUE_UNFIT: 'rejection-value-unfit',
  ACTION_REFUSED: 'rejection-action-refused',
};

interface Told {
  /** The column that it is about; null: all of it. */
  readonly field: string | null;
  /** What this console wanted it to be, as a person reads it; a secret stays out of it. */
  readonly value: string | null;
  /** Who has it, where this console may know. */
  readonly holder: string | null;
}

/** Why the central server did not do something, as the sentence for whoever did it. */
export function rejectionReason(code: RejectionCode, { field, value, holder }: Told): Refused {
  const named = field === null ? null : fieldNamed(field);
  const context = holder !== null ? 'held' : named !== null ? 'field' : null;
  const params = { value: value ?? '', field: named ?? '', holder: holder ?? '' };
  return { code: SENTENCES[code], params: context === null ? params : { ...params, context } };
}
