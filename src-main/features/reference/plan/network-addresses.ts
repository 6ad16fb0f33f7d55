import type { ReferenceDocument } from '#shared/contract/reference.ts';
import { startingPoint } from '#shared/domain/ip/block.ts';
import { type Block, formatCidr, isUsableHost, parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { readReserved, type ReservedRange } from '#shared/domain/ip/reserved.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../../refusal.ts';
import type { NetworkAddressRow, PackageRow } from '../records.ts';
import { codesOf } from './codes.ts';
import type { Owners } from './owners.ts';
import { lookUpOf, planEach, type Planned } from './planning.ts';

type Item = NonNullable<ReferenceDocument['networkAddresses']>[number];

const labelOf = ({ cidr }: Item): string => `networkAddresses "${cidr}"`;

/**
 * Blocks by CIDR; no two overlap. `packages` are those within reach of the person who asks, by name or code; of several
 * with a name the owner's own is meant.
 */
export function planNetworkAddresses(
  items: readonly Item[],
  rows: readonly NetworkAddressRow[],
  packages: readonly PackageRow[],
  owners: Owners,
  newId: () => string,
): Planned<NetworkAddressRow> {
  const codeOf = codesOf(rows, items);
  const find = lookUpOf(packages);
  const packageOf = (item: Item, name: string, operatorId: string): string => {
    const found = find(name);
    const meant = found.find((one) => one.operatorId === operatorId) ?? found[0];
    if (!meant) throw new Refusal('reference-unknown-package', { item: labelOf(item), value: name });
    return meant.id;
  };
  const planned = planEach(items, rows, newId, {
    labelOf,
    keyOfItem: (item) => keyOf(blockOf(item)),
    keyOfRow: keyOf,
    make: (item, id, current) => {
      const block = blockOf(item);
      const operatorId =
        current && item.operator === undefined ? current.operatorId : owners.named(item.operator, labelOf(item));
      const name = formatCidr(block);
      const code = codeOf({
        id,
        name,
        label: labelOf(item),
        given: item.code ?? current?.code ?? name,
        current: undefined,
      });
      const packageIds = item.packages?.map((one) => packageOf(item, one, operatorId)) ?? current?.packageIds ?? [];
      return {
        id,
        operatorId,
        code,
        codeKey: folded(code),
        first: block.first,
        last: block.last,
        gateway: item.gateway === undefined ? (current?.gateway ?? null) : gatewayOf(item, item.gateway, block),
        version: current?.version ?? 1,
        retiredAt: current?.retiredAt ?? null,
        routerId: current?.routerId ?? null,
        packageIds: [...new Set(packageIds)].sort(),
        reserved: item.reserved === undefined ? (current?.reserved ?? []) : reservedOf(item, item.reserved, block),
      };
    },
  });
  refuseOverlaps(planned.rows);
  return planned;
}

const keyOf = ({ first, last }: Block): string => `${first}-${last}`;

function blockOf(item: Item): Block {
  const block = parseCidr(item.cidr);
  if (block) return block;
  const fix = startingPoint(item.cidr);
  if (fix !== null) throw new Refusal('reference-cidr-start', { item: labelOf(item), fix });
  throw new Refusal('reference-cidr', { item: labelOf(item) });
}

function gatewayOf(item: Item, text: string, block: Block): number {
  const gateway = parseIpv4(text);
  if (gateway === null || !isUsableHost(gateway, block)) {
    throw new Refusal('reference-gateway', { item: labelOf(item), value: text });
  }
  return gateway;
}

function reservedOf(item: Item, typed: NonNullable<Item['reserved']>, block: Block): readonly ReservedRange[] {
  const lines = typed.map(({ from, to, note }) => ({ from, to: to ?? from, note: note ?? null }));
  const read = readReserved(lines, block);
  if (read.kind === 'ranges') return read.ranges;
  throw new Refusal('reference-reserved', { item: labelOf(item), value: read.value });
}

function refuseOverlaps(rows: readonly NetworkAddressRow[]): void {
  const inOrder = [...rows].sort((one, other) => one.first - other.first || other.last - one.last);
  let widest: NetworkAddressRow | undefined;
  for (const row of inOrder) {
    if (widest && row.first <= widest.last) {
      throw new Refusal('reference-overlap', {
        item: `networkAddresses "${formatCidr(row)}"`,
        other: formatCidr(widest),
      });
    }
    if (!widest || row.last > widest.last) widest = row;
  }
}
