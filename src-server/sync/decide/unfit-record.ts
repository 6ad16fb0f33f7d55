import { isUnfitAsRadiusName } from '#shared/domain/radius/value-fault.ts';
import type { Rejection } from '#shared/sync/push.ts';
import type { RecordRow } from '#shared/sync/rows.ts';

/** Fields of a package that become a group or a router's profile. */
const NAMES = ['radiusGroup', 'routerProfile'] as const;
/** Those that its speed is made of. */
const NUMBERS = ['downKbps', 'upKbps', 'burstDownKbps', 'burstUpKbps', 'burstSeconds'] as const;

/** What of a record must not reach RADIUS, whatever the office let through. */
export function unfitRecord({ kind, body }: Pick<RecordRow, 'kind' | 'body'>): Rejection | null {
  if (kind !== 'package') return null;
  // A code that names no pool is none of RADIUS's.
  const names = body['addressFromPool'] === true ? [...NAMES, 'code'] : NAMES;
  const field =
    names.find((name) => !isFitName(body[name])) ??
    NUMBERS.find((name) => {
      const value = body[name] ?? null;
      return value !== null && !(typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
    });
  return field === undefined ? null : { code: 'VALUE_UNFIT', field };
}

const isFitName = (value: unknown): boolean =>
  value == null || (typeof value === 'string' && !isUnfitAsRadiusName(value));
