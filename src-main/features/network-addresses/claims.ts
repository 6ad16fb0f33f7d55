import type { Database } from 'better-sqlite3';
import type { Block } from '#shared/domain/ip/ipv4.ts';
import { type BlockPlan, type Claim, claimOn } from '#shared/domain/ip/plan.ts';

type BlockOfAddress = Omit<BlockPlan, 'reserved'> & { readonly id: string };

/** Finds what an address is set aside for in whichever block it is, a retired one too; null: for nothing. */
export function claimsIn(db: Database): (ip: number) => Claim | null {
  // No block overlaps another: the last one that begins at or before the address is the only one that can have it.
  const block = db.prepare<[number], BlockOfAddress>(
    'SELECT id, first, last, gateway FROM network_address WHERE first <= ? ORDER BY first DESC LIMIT 1',
  );
  const reserved = db.prepare<[string, number, number], Block>(
    'SELECT first, last FROM reserved_range WHERE network_address_id = ? AND first <= ? AND last >= ?',
  );
  return (ip) => {
    const found = block.get(ip);
    if (!found || ip > found.last) return null;
    return claimOn(ip, { ...found, reserved: reserved.all(found.id, ip, ip) });
  };
}
