import type { CustomerRow, LedgerRow } from '#shared/sync/rows.ts';
import type { Isp } from '../radius/isp.ts';

/** A customer who has just been taken in, with all that there is in the ledger of them, and what it is reckoned by. */
export interface Added {
  readonly row: CustomerRow;
  readonly lines: readonly LedgerRow[];
  readonly isp: Isp;
  /** Whether somebody has had the name, or FreeRADIUS has rows under it. */
  readonly isNameUsed: boolean;
}

/** Customers whose rows for RADIUS have to be written anew before a transaction ends. */
export class Touched {
  readonly #ids = new Set<string>();
  readonly #added = new Map<string, Added>();
  readonly #usedNames = new Set<string>();

  /** Something of them is another now: they are read again. */
  add(id: string): void {
    this.#ids.add(id);
    this.#added.delete(id);
  }

  /** Who has just been taken in need not be read again, nor their password opened, as long as nothing else touches them. */
  addNew(added: Added): void {
    const { row, isNameUsed } = added;
    if (isNameUsed) this.#usedNames.add(row.username);
    if (this.#ids.has(row.id) || !isAsToldBack(row)) this.add(row.id);
    else this.#added.set(row.id, added);
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  /** Which names of those who have been taken in were used before. */
  get usedNames(): ReadonlySet<string> {
    return this.#usedNames;
  }

  get added(): readonly Added[] {
    return [...this.#added.values()];
  }
}

/** PostgreSQL tells ids in small letters, and by them everything else is found. */
const isAsToldBack = ({ id, packageId, billingProfileId, nextPackageId }: CustomerRow): boolean =>
  [id, packageId, billingProfileId, nextPackageId ?? ''].every((one) => one === one.toLowerCase());
