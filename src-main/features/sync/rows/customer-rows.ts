import type { Database } from 'better-sqlite3';
import type { CustomerRow, DeviceRow } from '#shared/sync/rows.ts';
import { openPassword, type Seal } from '../../../store/index.ts';

type Stored = Omit<CustomerRow, 'password' | 'custom' | 'firstPeriodPosted' | 'noMessages' | 'devices'> & {
  readonly passwordSealed: Uint8Array | null;
  readonly custom: string;
  readonly firstPeriodPosted: 0 | 1;
  readonly noMessages: 0 | 1;
};

const COLUMNS = [
  ...['id', 'operatorId', 'username', 'passwordSealed', 'fullName', 'phone', 'phoneKey', 'email', 'packageId'],
  ...['billingProfileId', 'zoneId', 'address', 'ip', 'accountNumber', 'status', 'suspendedReason', 'expiresAt'],
  ...['clientType', 'medium', 'sharing', 'distributionPoint', 'division', 'district', 'thana', 'custom', 'createdAt'],
  ...[
    'updatedAt',
    'deletedAt',
    'activatedAt',
    'deletedBy',
    'specialPrice',
    'settledAt',
    'billedThrough',
    'pausedSince',
  ],
  ...[
    'pausedDays',
    'extendedUntil',
    'nextPackageId',
    'nextPackageFrom',
    'nextDueAt',
    'firstPeriodPosted',
    'noMessages',
  ],
  'routerId',
];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Customers as they travel. */
export function customerRows(db: Database, seal: Seal, ids: readonly string[]): CustomerRow[] {
  const row = db.prepare<[string], Stored>(
    `SELECT ${COLUMNS.map((name) => `${snake(name)} AS ${name}`).join(', ')} FROM customer WHERE id = ?`,
  );
  const devices = db.prepare<[string], DeviceRow>(
    'SELECT id, mac, type, added_by AS addedBy, added_at AS addedAt FROM device WHERE customer_id = ? ORDER BY rowid',
  );
  return ids.flatMap((id) => {
    const stored = row.get(id);
    if (!stored) return [];
    const { passwordSealed, custom, firstPeriodPosted, noMessages, ...plain } = stored;
    return {
      ...plain,
      password: passwordSealed === null ? null : openPassword(seal, id, passwordSealed),
      // Cast: it is written from a record of texts.
      custom: JSON.parse(custom) as Record<string, string>,
      firstPeriodPosted: firstPeriodPosted === 1,
      noMessages: noMessages === 1,
      devices: devices.all(id),
    };
  });
}
