import type { WriteTransaction } from '../../store/index.ts';
import type { Store } from '../../store/index.ts';
import { readSetting, writeSetting } from '../settings/index.ts';

/** Months whose report an operator has handed in; each hands in its own. */
const nameFor = (operatorId: string): string => `btrcHandedIn:${operatorId}`;

/** As many as anybody looks back. */
const KEPT = 60;

export function handedInMonths(db: Store['reader'], operatorId: string): readonly string[] {
  const months = readSetting(db, nameFor(operatorId));
  return Array.isArray(months) ? months.filter((one) => typeof one === 'string') : [];
}

export function markHandedIn(
  { db }: Pick<WriteTransaction, 'db'>,
  operatorId: string,
  month: string,
  handedIn: boolean,
): void {
  const others = handedInMonths(db, operatorId).filter((one) => one !== month);
  const months = handedIn ? [...others, month].sort() : others;
  writeSetting(db, nameFor(operatorId), months.slice(-KEPT));
}
