import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { NetworkAddressFields, NetworkAddressLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ownerColumn, type RecordScreen, RecordsPage, useOwners } from '../../ui/records/index.ts';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { BlockForm, blockOf, typedBlock } from './block-form.tsx';
import styles from './network-addresses.module.css';
import { UsageBar } from './usage-bar.tsx';

/** Blocks of addresses, and how full they are. */
export function NetworkAddressesPage() {
  const owners = useOwners();
  const { allowed } = useMay('networkAddresses.add');
  const navigate = useNavigate();
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
        { id: 'reserved', header: 'networkAddresses.reserved', cell: (line) => <Reserved of={line} /> },
        { id: 'packages', header: 'networkAddresses.packages', cell: (line) => <Packages of={line} /> },
        { id: 'taken', header: 'networkAddresses.taken', cell: (line) => <Usage of={line} /> },
      ],
      actions: [
        {
          word: 'networkAddresses.map',
          can: () => true,
          open: ({ id }) => void navigate({ to: '/settings/network-addresses/$block', params: { block: id } }),
        },
      ],
      typedOf: (line) => typedBlock(line, owners.own),
      fieldsOf: blockOf,
      Form: BlockForm,
      width: 720,
    }),
    [owners, navigate],
  );
  return <RecordsPage screen={screen} mayAdd={allowed && owners.own !== ''} />;
}

interface Of {
  readonly of: NetworkAddressLine;
}

function Reserved({ of: { reserved } }: Of) {
  const say = useMessage();
  const ranges = reserved.map(
    ({ from, to, note }) => `${from === to ? from : `${from} – ${to}`}${note ? ` ${note}` : ''}`,
  );
  return reserved.length === 0 ? null : (
    <span title={ranges.join('\n')}>{say('networkAddresses.reserved-count', { count: reserved.length })}</span>
  );
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

/** The map of a block by way of a bar and the numbers that it stands for. */
function Usage({ of: { id, cidr, taken, held, size, reservedTaken } }: Of) {
  const say = useMessage();
  const { count } = useFormats();
  return (
    <span className={styles.usage}>
      <Link
        to="/settings/network-addresses/$block"
        params={{ block: id }}
        className={styles.toMap}
        aria-label={say('networkAddresses.map-of', { block: cidr })}
        title={say('networkAddresses.map-of', { block: cidr })}
      >
        <UsageBar taken={taken} held={held} size={size} />
        {say('networkAddresses.taken-of', { taken: count(taken), size: count(size) })}
      </Link>
      {held > 0 && <span className="muted">{say('networkAddresses.held-count', { held: count(held) })}</span>}
      {reservedTaken > 0 && (
        <Status glyph="triangle" tone="warn">
          {say('networkAddresses.reserved-taken-short', { count: reservedTaken })}
        </Status>
      )}
    </span>
  );
}
