import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { NetworkAddressFields, NetworkAddressLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ownerColumn, type RecordScreen, RecordsPage, useOwners } from '../../ui/records/index.ts';
import { useMay } from '../sign-in/index.ts';
import { BlockForm, blockOf, typedBlock } from './block-form.tsx';
import styles from './network-addresses.module.css';

/** Blocks of addresses, and how full they are. */
export function NetworkAddressesPage() {
  const owners = useOwners();
  const { allowed } = useMay('networkAddresses.add');
  const screen = useMemo(
    (): RecordScreen<NetworkAddressLine, NetworkAddressFields> => ({
      words: {
        title: 'networkAddresses.title',
        add: 'networkAddresses.add',
        edit: 'networkAddresses.edit',
        none: 'networkAddresses.none',
        noneText: 'networkAddresses.none-text',
        name: 'networkAddresses.block',
      },
      queryKey: core.networkAddresses.list.queryKey(),
      calls: client.networkAddresses,
      titleOf: ({ cidr }) => cidr,
      searchOf: ({ code, operator, gateway }) => `${code ?? ''} ${operator} ${gateway ?? ''}`,
      columns: [
        { id: 'code', header: 'records.code', cell: ({ code }) => code, mono: true },
        ...ownerColumn<NetworkAddressLine>(owners),
        { id: 'gateway', header: 'networkAddresses.gateway', cell: ({ gateway }) => gateway, mono: true },
        { id: 'packages', header: 'networkAddresses.packages', cell: (line) => <Packages of={line} /> },
        { id: 'taken', header: 'networkAddresses.taken', cell: (line) => <Usage of={line} /> },
      ],
      typedOf: (line) => typedBlock(line, owners.own),
      fieldsOf: blockOf,
      Form: BlockForm,
      width: 640,
    }),
    [owners],
  );
  return <RecordsPage screen={screen} mayAdd={allowed && owners.own !== ''} />;
}

interface Of {
  readonly of: NetworkAddressLine;
}

function Packages({ of: { packages } }: Of) {
  const { data = [] } = useQuery(core.packages.list.queryOptions());
  const names = data.filter(({ id }) => packages.includes(id)).map(({ name }) => name);
  const [first, ...more] = names;
  return (
    <span title={names.join(', ')}>
      {first}
      {more.length > 0 && <span className="muted"> +{more.length}</span>}
    </span>
  );
}

/** A bar and the numbers that it stands for. */
function Usage({ of: { taken, size } }: Of) {
  const say = useMessage();
  const { count } = useFormats();
  const share = size === 0 ? 1 : taken / size;
  return (
    <span className={styles.usage}>
      <svg className={styles.bar} data-full={share >= 0.9 || undefined} width="80" height="8" aria-hidden="true">
        <rect className={styles.all} width="80" height="8" rx="2" />
        <rect className={styles.part} width={Math.min(80, taken > 0 ? Math.max(2, 80 * share) : 0)} height="8" rx="2" />
      </svg>
      {say('networkAddresses.taken-of', { taken: count(taken), size: count(size) })}
    </span>
  );
}
