import { usernameFault } from '#shared/domain/customer/username.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { codeUsedOnce } from '#shared/domain/money/mpesa-code.ts';
import { folded, trimmed } from '#shared/domain/text.ts';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerRow, LedgerRow, RecordRow } from '#shared/sync/rows.ts';
import { Refusal } from '../../refusal.ts';

// What somebody types in place of a value that the server has refused.

/** A field of a customer. Throws Refusal `conflict-value` for a value that the field cannot have. */
export function customerValue(field: string, typed: string): Partial<CustomerRow> {
  const value = trimmed(typed);
  const unfit = (): never => {
    throw new Refusal('conflict-value', { field, value: field === 'password' ? '' : value });
  };
  switch (field) {
    case 'username':
      return usernameFault(value) === null ? { username: value } : unfit();
    case 'ip': {
      if (value === '') return { ip: null };
      const ip = parseIpv4(value);
      return ip === null ? unfit() : { ip };
    }
    case 'accountNumber':
      return { accountNumber: value === '' ? null : value };
    case 'password':
      return typed === '' ? unfit() : { password: typed };
    default:
      return {};
  }
}

/** A line with another transaction code. Throws Refusal `conflict-value` for none. */
export function lineWith(line: LedgerRow, typed: string): LedgerRow {
  if (line.referenceKey === null || line.method === null) return line;
  const reference = trimmed(typed);
  const referenceKey = codeUsedOnce(line.method, reference);
  if (reference === '' || (line.method === 'mpesa' && referenceKey === null))
    throw new Refusal('conflict-value', { field: 'reference', value: reference });
  return { ...line, reference, referenceKey };
}

/** What an action was asked for, with the same value. */
export function termsWith(terms: ActionTerms | null, field: string, typed: string): ActionTerms | null {
  if (!terms || !Object.hasOwn(terms, field)) return terms;
  // Cast: the field is one of the terms, and each that is typed here is text.
  return { ...terms, [field]: trimmed(typed) };
}

/** A record under another name, code or label. Throws Refusal `conflict-value` for an empty one. */
export function recordWith(record: RecordRow, field: string, typed: string): RecordRow {
  const value = trimmed(typed).normalize('NFC');
  if (value === '') throw new Refusal('conflict-value', { field, value });
  return { ...record, body: { ...record.body, [field]: value, [`${field}Key`]: folded(value) } };
}
