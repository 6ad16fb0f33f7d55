import type { Database } from 'better-sqlite3';
import type { DeviceRow } from '#shared/sync/rows.ts';
import { differing } from './kinds/index.ts';

const COLUMNS = 'id, mac, type, added_by AS addedBy, added_at AS addedAt';

interface Held extends DeviceRow {
  readonly customerId: string;
}

/** The devices of customers, in the order in which they were bound. */
export function devicesOf(db: Database, customerIds: readonly string[]): ReadonlyMap<string, readonly DeviceRow[]> {
  const held = db
    .prepare<[string], Held>(
      `SELECT customer_id AS customerId, ${COLUMNS} FROM device
       WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
    )
    .all(JSON.stringify(customerIds));
  const devices = new Map<string, DeviceRow[]>();
  for (const { customerId, ...device } of held) {
    const known = devices.get(customerId);
    if (known) known.push(device);
    else devices.set(customerId, [device]);
  }
  return devices;
}

export interface DevicePutter {
  /** Of a customer who is new. */
  readonly add: (customerId: string, devices: readonly DeviceRow[]) => void;
  /** Whether anything differed. */
  readonly change: (customerId: string, devices: readonly DeviceRow[]) => boolean;
}

/** `moved` is told who has lost a device to another customer. */
export function devicePutter(db: Database, moved: (customerId: string) => void): DevicePutter {
  const insert = db.prepare(
    'INSERT INTO device (id, customer_id, mac, type, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const remove = db.prepare<[string]>('DELETE FROM device WHERE id = ?');
  const holder = db.prepare<[string], string>('SELECT customer_id FROM device WHERE id = ?').pluck();
  const read = db.prepare<[string], DeviceRow>(`SELECT ${COLUMNS} FROM device WHERE customer_id = ?`);

  const bind = (customerId: string, { id, mac, type, addedBy, addedAt }: DeviceRow): boolean =>
    insert.run(id, customerId, mac, type, addedBy, addedAt).changes > 0;
  const add = (customerId: string, devices: readonly DeviceRow[]): void => {
    for (const device of devices) {
      if (bind(customerId, device)) continue;
      // Whose it was is told anew as well, but maybe later.
      const before = holder.get(device.id);
      remove.run(device.id);
      bind(customerId, device);
      if (before !== undefined && before !== customerId) moved(before);
    }
  };
  return {
    add,
    change: (customerId, devices) => {
      const before = new Map(read.all(customerId).map((device) => [device.id, device]));
      const stays = (device: DeviceRow): boolean => {
        const was = before.get(device.id);
        return was !== undefined && differing(device, was).length === 0;
      };
      const bound = devices.filter((device) => !stays(device));
      const kept = new Set(devices.filter(stays).map(({ id }) => id));
      const unbound = [...before.keys()].filter((id) => !kept.has(id));
      for (const id of unbound) remove.run(id);
      add(customerId, bound);
      return bound.length + unbound.length > 0;
    },
  };
}
