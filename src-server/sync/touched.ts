import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import type { Isp } from '../radius/isp.ts';
import type { UsedNames } from '../radius/names.ts';

/** A customer who has just been taken in, with all that there is in the ledger of them, and what it is reckoned by. */
export interface Added {
  readonly row: CustomerRow;
  readonly lines: readonly LedgerRow[];
  readonly isp: Isp;
}

/** Customers whose rows for RADIUS have to be written anew before a transaction ends. */
export class Touched {
  readonly #ids = new Set<string>();
  readonly #added = new Map<string, Added>();
  readonly #usedNames = new Map<string, boolean>();

  /** Something of them is another now: they are read again. */
  add(id: string): void {
    this.#ids.add(id);
    this.#added.delete(id);
  }

  /** Who has just been taken in need not be read again, nor their password opened, as long as nothing else touches them. */
  addNew(added: Added): void {
    const { row } = added;
    if (this.#ids.has(row.id) || !isAsToldBack(row)) this.add(row.id);
    else this.#added.set(row.id, added);
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  /** Which names of those who are taken in are not new. */
  addUsedNames(used: UsedNames): void {
    for (const [username, had] of used) this.#usedNames.set(username, had);
  }

  get usedNames(): UsedNames {
    return this.#usedNames;
  }

  get added(): readonly Added[] {
    return [...this.#added.values()];
  }
}

/** PostgreSQL tells ids in small letters, and by them everything else is found. */
const isAsToldBack = ({ id, packageId, billingProfileId, nextPackageId }: CustomerRow): boolean =>
  [id, packageId, billingProfileId, nextPackageId ?? ''].every((one) => one === one.toLowerCase());
