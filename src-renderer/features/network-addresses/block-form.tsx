import { useQuery } from '@tanstack/react-query';
import type { NetworkAddressFields, NetworkAddressLine } from '#shared/contract/office.ts';
import { readBlock } from '#shared/domain/ip/block.ts';
import { readReserved } from '#shared/domain/ip/reserved.ts';
import { core } from '../../host/core.ts';
import {
  ChoiceField,
  FieldRow,
  OwnerField,
  type Reading,
  TextField,
  TicksField,
  type Typed,
} from '../../ui/records/index.ts';
import { rangesOf, ReservedField, typedRange } from './reserved-field.tsx';

export function typedBlock(line: NetworkAddressLine | null, own: string): Typed {
  return {
    operatorId: line?.operatorId ?? own,
    code: line?.code ?? '',
    cidr: line?.cidr ?? '',
    gateway: line?.gateway ?? '',
    routerId: line?.routerId ?? '',
    packages: line?.packages ?? [],
    reserved: (line?.reserved ?? []).map(typedRange),
  };
}

export function blockOf(read: Reading): NetworkAddressFields {
  const cidr = read.text('cidr');
  const gateway = read.optional('gateway');
  const block = readBlock(cidr, gateway);
  if (block.kind === 'cidr') read.wrong('cidr', 'refused.block-cidr', { value: cidr });
  if (block.kind === 'cidr-start') read.wrong('cidr', 'refused.block-cidr-start', { value: cidr, fix: block.fix });
  if (block.kind === 'gateway') read.wrong('gateway', 'refused.block-gateway', { value: gateway ?? '' });
  const reserved = rangesOf(read.list('reserved'));
  const ranges = block.kind === 'block' ? readReserved(reserved, block.block) : null;
  if (ranges && ranges.kind !== 'ranges') {
    const { kind, line, value } = ranges;
    const other = ranges.kind === 'overlap' ? ranges.other : '';
    read.wrong('reserved', 'refused.block-reserved', { value, line: line + 1, other, context: kind });
  }
  return {
    operatorId: read.text('operatorId'),
    code: read.optional('code'),
    cidr,
    gateway,
    routerId: read.optional('routerId'),
    packages: read.list('packages'),
    reserved: reserved.map(({ from, to, note }) => ({
      from,
      to: to === '' ? from : to,
      note: note === '' ? null : note,
    })),
  };
}

/** The fields of a block, and which packages' customers may take an address of it. */
export function BlockForm({ line }: { line: NetworkAddressLine | null }) {
  const { data: packages = [] } = useQuery(core.packages.list.queryOptions());
  const { data: routers = [] } = useQuery(core.routers.list.queryOptions());
  const usable = routers.filter(({ id, retiredAt }) => retiredAt === null || line?.routerId === id);
  const offered = packages.filter(({ id, retiredAt }) => retiredAt === null || line?.packages.includes(id) === true);
  return (
    <>
      <FieldRow>
        <TextField name="cidr" label="networkAddresses.block" hint="networkAddresses.block-hint" required mono first />
        <TextField name="gateway" label="networkAddresses.gateway" hint="networkAddresses.gateway-hint" mono />
        <TextField name="code" label="records.code" hint="networkAddresses.code-hint" mono />
      </FieldRow>
      <OwnerField current={line && { id: line.operatorId, name: line.operator }} />
      {usable.length > 0 && (
        <ChoiceField
          name="routerId"
          label="networkAddresses.router"
          hint="networkAddresses.router-hint"
          none="networkAddresses.no-router"
          choices={usable.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ReservedField taken={line?.reservedTaken ?? 0} />
      <TicksField
        name="packages"
        label="networkAddresses.packages"
        hint="networkAddresses.packages-hint"
        none="packages.none"
        choices={offered.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}
