import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { amountFault, fractionDigits, minorOf } from '#shared/domain/money/money.ts';
import { burstFaults } from '#shared/domain/package/burst.ts';
import { MOST_VALIDITY } from '#shared/domain/package/package.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { PackageRow } from '../records.ts';
import { codesOf } from './codes.ts';
import { keyOfOwned, type Owners } from './owners.ts';
import { planEach, type Planned } from './planning.ts';

type Item = NonNullable<ReferenceDocument['packages']>[number];

const labelOf = ({ name }: Item): string => `packages "${name}"`;

/** Packages by owner and name. What is not given stays open: such a package cannot take customers until it is filled in. */
export function planPackages(
  items: readonly Item[],
  rows: readonly PackageRow[],
  owners: Owners,
  currency: string,
  newId: () => string,
): Planned<PackageRow> {
  const codeOf = codesOf(rows, items);
  const ownerOf = (item: Item): string => owners.of(item, rows, labelOf(item));
  return planEach(items, rows, newId, {
    labelOf,
    keyOfItem: (item) => keyOfOwned({ operatorId: ownerOf(item), nameKey: folded(item.name) }),
    keyOfRow: keyOfOwned,
    make: (item, id, current) => {
      const code = codeOf({ id, name: item.name, label: labelOf(item), given: item.code, current: current?.code });
      return {
        id,
        operatorId: current?.operatorId ?? ownerOf(item),
        name: item.name,
        nameKey: folded(item.name),
        code,
        codeKey: folded(code),
        connection: item.connection ?? current?.connection ?? 'pppoe',
        downKbps: item.downKbps ?? current?.downKbps ?? null,
        upKbps: item.upKbps ?? current?.upKbps ?? null,
        price: item.price === undefined ? (current?.price ?? null) : priceOf(item, item.price, currency),
        vatPercent: item.vatPercent ?? current?.vatPercent ?? 0,
        priceIncludesVat: item.priceIncludesVat ?? current?.priceIncludesVat ?? false,
        ...validityWithin(item, current),
        volumeMb: item.volumeMb ?? current?.volumeMb ?? null,
        routerProfile: item.routerProfile ?? current?.routerProfile ?? null,
        radiusGroup: item.radiusGroup ?? current?.radiusGroup ?? null,
        version: current?.version ?? 1,
        sharing: item.sharing ?? current?.sharing ?? null,
        medium: item.medium ?? current?.medium ?? null,
        ...burstOf(item, current),
        addressFromPool: item.addressFromPool ?? current?.addressFromPool ?? false,
        retiredAt: current?.retiredAt ?? null,
      };
    },
  });
}

type Burst = Pick<PackageRow, 'burstDownKbps' | 'burstUpKbps' | 'burstSeconds'>;

/** Throws Refusal `reference-burst`. */
function burstOf(item: Item, current: PackageRow | undefined): Burst {
  const burst = {
    burstDownKbps: item.burstDownKbps ?? current?.burstDownKbps ?? null,
    burstUpKbps: item.burstUpKbps ?? current?.burstUpKbps ?? null,
    burstSeconds: item.burstSeconds ?? current?.burstSeconds ?? null,
  };
  const downKbps = item.downKbps ?? current?.downKbps ?? null;
  const upKbps = item.upKbps ?? current?.upKbps ?? null;
  if (burstFaults({ downKbps, upKbps, ...burst }).length > 0) {
    throw new Refusal('reference-burst', { item: labelOf(item) });
  }
  return burst;
}

function priceOf(item: Item, price: string | number, currency: string): number {
  const text = typeof price === 'number' ? written(price, currency) : price;
  const amount = minorOf(text, currency);
  if (amount !== null && amount >= 0) return amount;
  const { code, params } = amountFault(text, currency);
  const most = code === 'amount-too-large' ? { most: params.most, context: 'most' } : {};
  throw new Refusal('reference-price', { item: labelOf(item), value: String(price), currency, ...most });
}

/** A number with all the currency's digits: 1.234 as text could also be meant as one thousand two hundred and thirty-four. */
function written(price: number, currency: string): string {
  const text = price.toFixed(fractionDigits(currency));
  return Number(text) === price ? text : '';
}

/** Throws Refusal `reference-validity`, `reference-validity-twice`. */
function validityWithin(item: Item, current: PackageRow | undefined): Pick<PackageRow, 'validity' | 'validityUnit'> {
  const { validity, validityUnit } = validityOf(item, current);
  const most = MOST_VALIDITY[validityUnit];
  if (validity !== null && validity > most) throw new Refusal('reference-validity', { item: labelOf(item), most });
  return { validity, validityUnit };
}

function validityOf(item: Item, current: PackageRow | undefined): Pick<PackageRow, 'validity' | 'validityUnit'> {
  const { validityDays, validity, validityUnit } = item;
  if (validityDays !== undefined) {
    if (validity !== undefined || validityUnit !== undefined) {
      throw new Refusal('reference-validity-twice', { item: labelOf(item) });
    }
    return { validity: validityDays, validityUnit: 'days' };
  }
  return {
    validity: validity ?? current?.validity ?? null,
    validityUnit: validityUnit ?? current?.validityUnit ?? 'days',
  };
}
