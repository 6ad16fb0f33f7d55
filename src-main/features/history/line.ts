import type { HistoryLine } from '#shared/contract/history.ts';
import { changesBetween, isSecret } from '#shared/domain/history/changes.ts';
import { fieldOf, VERBS } from '#shared/domain/history/words.ts';
import { formatIpv4 } from '#shared/domain/ip/ipv4.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { say } from '../../words.ts';
import type { Names } from './names.ts';

export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly by: string | null;
  /** Empty: nobody did it, the program did. */
  readonly staff: string;
  readonly operator: string | null;
  readonly console: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export const AUDIT_LINES = `
  SELECT audit.seq, audit.at, staff_user.name AS by, staff_user_id AS staff, operator.name AS operator, console, action, entity,
    entity_id AS entityId, before, after
  FROM audit
  LEFT JOIN staff_user ON staff_user.id = audit.staff_user_id
  LEFT JOIN operator ON operator.id = audit.operator_id`;

/** A line as a person reads it: names in place of ids, amounts and addresses as they are written, no secret. */
export function lineOf(row: AuditRow, names: Names, currency: string): HistoryLine {
  const before: unknown = row.before === null ? null : JSON.parse(row.before);
  const after: unknown = row.after === null ? null : JSON.parse(row.after);
  const name = row.entityId === null ? null : names.of(row.entity, row.entityId);
  return {
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    by: row.by ?? (isByClock(row) ? say('history.billing-clock') : null),
    operator: row.operator ?? '',
    console: row.console,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    title: names.then(row.entity, row.entityId, row.seq) ?? name ?? calledIn(after) ?? calledIn(before),
    isThere: name !== null,
    changes: changesBetween(summed(before), summed(after)).map(({ field, before: was, after: is }) => ({
      field: fieldName(field, names),
      before: isSecret(field) ? null : written(field, was, names, currency),
      after: isSecret(field) ? say('history.secret-changed') : written(field, is, names, currency),
    })),
  };
}

/** What the program does by itself is billing, but for what is removed for good. */
const isByClock = ({ staff, action }: AuditRow): boolean => staff === '' && action !== 'customer.purge';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a record that is gone was called. */
function calledIn(value: unknown): string | null {
  if (!isRecord(value)) return null;
  const found = ['username', 'name', 'label', 'cidr', 'mac', 'fileName', 'file', 'code'].map((key) => value[key]);
  return found.find((one) => typeof one === 'string' && one !== '')?.toString() ?? null;
}

/** How many of the records that a document brought in are named. */
const MOST_NAMED = 8;

/** Whole records, as a document brings them in, by what they are called. */
function summed(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([kind, records]) => {
      if (!Array.isArray(records) || !records.some(isRecord)) return [kind, records];
      const named = records.slice(0, MOST_NAMED).map((record) => calledIn(record) ?? '?');
      const more = records.length - named.length;
      return [kind, more > 0 ? say('history.and-more', { names: named.join(', '), count: more }) : named.join(', ')];
    }),
  );
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "packageId" is the package, "expiresAt" when it expires; an ISP's own field is told by its label. */
function fieldName(field: string, names: Names): string {
  const custom = /^custom\.(.+)$/.exec(field)?.[1];
  if (custom !== undefined) return `custom:${names.of('custom-field', custom) ?? custom}`;
  const name = field.replace(/(?<=[a-z])(Id|Ids|At)$/, '');
  // "settings.country" is the country.
  const last = name.split('.').at(-1) ?? name;
  return fieldOf(last) === null ? name : last;
}

const ADDRESSES = new Set(['ip', 'gateway', 'first', 'last']);
const AMOUNTS = new Set(['price', 'specialPrice', 'amount', 'balance']);
/** Later than any count that is recorded: the year 2001 in milliseconds. */
const FIRST_INSTANT = 1e12;

function written(field: string, value: unknown, names: Names, currency: string): string | null {
  if (value === null || value === undefined) return null;
  const verb = field === 'action' ? VERBS.find((one) => one === value) : undefined;
  if (verb !== undefined) return say(`history.verb.${verb}`);
  if (Array.isArray(value)) return value.map((one) => written(field, one, names, currency) ?? '').join(', ');
  if (typeof value === 'string') return ID.test(value) ? (names.any(value) ?? value) : value;
  if (typeof value !== 'number') return JSON.stringify(value);
  if (ADDRESSES.has(field)) return formatIpv4(value);
  if (AMOUNTS.has(field)) return decimalOf(value, currency);
  return value >= FIRST_INSTANT && /At$|Until$|^expires$/.test(field) ? new Date(value).toISOString() : String(value);
}
