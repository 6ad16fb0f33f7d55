import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ZoneFields, ZoneLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { CustomersLink, ownerColumn, type RecordScreen, RecordsPage, useOwners } from '../../ui/records/index.ts';
import { useMay } from '../sign-in/index.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { typedZone, ZoneForm, zoneOf } from './zone-form.tsx';
import styles from './zones.module.css';

/** Areas as a tree. */
export function ZonesPage() {
  const owners = useOwners();
  const { allowed } = useMay('zones.add');
  const { data: zones = [] } = useQuery(core.zones.list.queryOptions());
  const [merging, setMerging] = useState<ZoneLine | null>(null);
  const screen = useMemo(
    (): RecordScreen<ZoneLine, ZoneFields> => ({
      words: {
        title: 'zones.title',
        add: 'zones.add',
        edit: 'zones.edit',
        none: 'zones.none',
        noneText: 'zones.none-text',
      },
      queryKey: core.zones.list.queryKey(),
      calls: client.zones,
      titleOf: ({ name }) => name,
      searchOf: ({ code, operator }) => `${code ?? ''} ${operator}`,
      markOf: ({ colour }) => <Dot colour={colour} />,
      depthOf: ({ depth }) => depth,
      columns: [
        { id: 'code', header: 'records.code', cell: ({ code }) => code, mono: true },
        ...ownerColumn<ZoneLine>(owners),
        { id: 'district', header: 'zones.district', cell: ({ district, thana }) => thana ?? district },
        { id: 'customers', header: 'zones.in-it', cell: ({ customers }) => <Count of={customers} />, align: 'end' },
        { id: 'beneath', header: 'zones.with-beneath', cell: (line) => <Customers of={line} />, align: 'end' },
      ],
      actions: [{ word: 'zones.merge', can: () => true, open: setMerging }],
      typedOf: (line) => typedZone(line, owners.own),
      fieldsOf: zoneOf,
      Form: ZoneForm,
    }),
    [owners],
  );
  return (
    <>
      <RecordsPage screen={screen} mayAdd={allowed && owners.own !== ''} />
      {merging !== null && <MergeDialog zone={merging} zones={zones} onClose={() => setMerging(null)} />}
    </>
  );
}

/** A ring where no colour was chosen, so that names stand beneath each other. */
function Dot({ colour }: { colour: string | null }) {
  return (
    <svg className={styles.dot} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="4" fill={colour ?? 'none'} stroke={colour ?? 'currentColor'} />
    </svg>
  );
}

function Count({ of }: { of: number }) {
  return useFormats().count(of);
}

function Customers({ of: { beneath, id, name } }: { of: ZoneLine }) {
  return <CustomersLink count={beneath} by="zones" id={id} name={name} />;
}
