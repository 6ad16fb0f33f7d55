import { type Claim, claimsOf } from '../ip/plan.ts';
import { lineOf, reachOf } from '../operator/operator.ts';
import { folded } from '../text.ts';
import { textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';
import type { Reference } from './reference.ts';
import { Suggestions } from './suggest.ts';

export type OperatorRef = Reference['operators'][number];
export type PackageRef = Reference['packages'][number];
export type ProfileRef = Reference['billingProfiles'][number];
export type ZoneRef = Reference['zones'][number];

interface Named {
  readonly name: string;
  readonly code: string;
}

/** Records that one operator may use, found by name or by code. Answers are remembered by cell: columns repeat themselves. */
export class Shelf<T extends Named> {
  readonly #byName = new Map<string, T>();
  readonly #byCode = new Map<string, T>();
  readonly #found = new Map<Cell, T | null>();
  #suggestions: Suggestions | undefined;

  /** The nearest first: of two with one name the earlier is meant. */
  constructor(records: Iterable<T>) {
    for (const record of records) {
      const name = folded(record.name);
      const code = folded(record.code);
      if (!this.#byName.has(name)) this.#byName.set(name, record);
      if (!this.#byCode.has(code)) this.#byCode.set(code, record);
    }
  }

  /** A name goes before a code. */
  find(cell: Cell): T | null {
    const known = this.#found.get(cell);
    if (known !== undefined) return known;
    const key = folded(textOf(cell));
    const record = this.#byName.get(key) ?? this.#byCode.get(key) ?? null;
    this.#found.set(cell, record);
    return record;
  }

  /** The name of a record that is close to the text. */
  suggest(text: string): string | undefined {
    this.#suggestions ??= new Suggestions([...this.#byName.values()].map(({ name }) => name));
    return this.#suggestions.for(text);
  }
}

/** What customers of one operator may be given. */
export interface Shelves {
  readonly packages: Shelf<PackageRef>;
  readonly profiles: Shelf<ProfileRef>;
  readonly zones: Shelf<ZoneRef>;
}

type Block = Reference['networkAddresses'][number];

/** The reference as the signed-in person sees it: whatever is out of reach is not in here. */
export class ReferenceIndex {
  readonly operators: Shelf<OperatorRef>;
  readonly country: string;
  readonly currency: string;
  readonly customFields: Reference['customFields'];
  readonly #reference: Reference;
  readonly #shelves = new Map<string | null, Shelves>();
  readonly #blocks = new Map<string, Block[]>();
  readonly #claimOn: (ip: number) => Claim | null;

  constructor(reference: Reference) {
    const reach = reachOf(reference.actorOperatorId, reference.operators);
    this.#reference = reference;
    this.country = reference.country;
    this.currency = reference.currency;
    this.customFields = reference.customFields;
    this.operators = new Shelf(reference.operators.filter(({ id, isRetired }) => reach.has(id) && isRetired !== true));
    const { networkAddresses } = reference;
    this.#claimOn = claimsOf(networkAddresses.map((block) => ({ ...block, reserved: block.reserved ?? [] })));
    for (const block of networkAddresses) {
      for (const id of block.packageIds) {
        const blocks = this.#blocks.get(id);
        if (blocks) blocks.push(block);
        else this.#blocks.set(id, [block]);
      }
    }
  }

  countryOf(operator: OperatorRef | null): string {
    return operator?.country ?? this.country;
  }

  /** Null: the row's operator is not known; then all that the signed-in person may see counts. */
  shelvesOf(operator: OperatorRef | null): Shelves {
    const id = operator?.id ?? null;
    const known = this.#shelves.get(id);
    if (known) return known;
    const { packages, billingProfiles, zones } = this.#reference;
    const owners = id === null ? this.#ownersInSight() : [...lineOf(id, this.#reference.operators)];
    const shelves = {
      packages: new Shelf(ownedBy(owners, packages)),
      profiles: new Shelf(ownedBy(owners, billingProfiles)),
      zones: new Shelf(ownedBy(owners, zones)),
    };
    this.#shelves.set(id, shelves);
    return shelves;
  }

  blocksOf(packageId: string): readonly Block[] {
    return this.#blocks.get(packageId) ?? [];
  }

  /** What an address is set aside for in whichever block it is. */
  claimOn(address: number): Claim | null {
    return this.#claimOn(address);
  }

  /** Whether any customer here can be on a fixed address. */
  get hasStaticPackages(): boolean {
    const owners = new Set(this.#ownersInSight());
    return this.#reference.packages.some(
      ({ operatorId, connection }) => connection === 'static' && owners.has(operatorId),
    );
  }

  #ownersInSight(): string[] {
    const { actorOperatorId, operators } = this.#reference;
    return [...new Set([...lineOf(actorOperatorId, operators), ...reachOf(actorOperatorId, operators)])];
  }
}

function ownedBy<T extends { readonly operatorId: string }>(owners: readonly string[], records: readonly T[]): T[] {
  const distance = new Map(owners.map((id, index) => [id, index]));
  return records
    .filter(({ operatorId }) => distance.has(operatorId))
    .sort((a, b) => (distance.get(a.operatorId) ?? 0) - (distance.get(b.operatorId) ?? 0));
}
