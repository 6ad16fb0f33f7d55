import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PackageFields, PackageLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { usePrice } from '../../messages/use-price.ts';
import { CustomersLink, ownerColumn, type RecordScreen, RecordsPage, useOwners } from '../../ui/records/index.ts';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { isHeldUp, OldSpeedNotice } from './old-speed.tsx';
import { PackageForm, packageOf, typedPackage } from './package-form.tsx';

/** The internet plans. */
export function PackagesPage() {
  const owners = useOwners();
  const { allowed } = useMay('packages.add');
  const cache = useQueryClient();
  // Whose customers go on at the speed that they had.
  const [heldUp, setHeldUp] = useState<PackageLine | null>(null);
  const screen = useMemo(
    (): RecordScreen<PackageLine, PackageFields> => ({
      words: {
        title: 'packages.title',
        add: 'packages.add',
        edit: 'packages.edit',
        none: 'packages.none',
        noneText: 'packages.none-text',
      },
      queryKey: core.packages.list.queryKey(),
      calls: {
        // Not spread: it makes its procedures when they are asked for.
        list: client.packages.list,
        add: client.packages.add,
        retire: client.packages.retire,
        remove: client.packages.remove,
        change: async (to) => {
          const before = cache.getQueryData<PackageLine[]>(core.packages.list.queryKey());
          const after = await client.packages.change(to);
          const was = before?.find(({ id }) => id === after.id);
          if (was !== undefined && isHeldUp(was, after)) setHeldUp(after);
          return after;
        },
      },
      titleOf: ({ name }) => name,
      searchOf: ({ code, operator }) => `${code ?? ''} ${operator}`,
      columns: [
        { id: 'code', header: 'records.code', cell: ({ code }) => code, mono: true },
        ...ownerColumn<PackageLine>(owners),
        { id: 'connection', header: 'packages.connection', cell: (line) => <Connection of={line} /> },
        { id: 'speed', header: 'packages.speed', cell: (line) => <Speed of={line} /> },
        { id: 'price', header: 'packages.price-with-vat', cell: (line) => <Price of={line} />, align: 'end' },
        { id: 'vat', header: 'packages.vat', cell: ({ vatPercent }) => `${vatPercent} %`, align: 'end' },
        { id: 'validity', header: 'packages.validity', cell: (line) => <Validity of={line} /> },
        { id: 'customers', header: 'records.customers', cell: (line) => <Customers of={line} />, align: 'end' },
      ],
      typedOf: (line) => typedPackage(line, owners.own),
      fieldsOf: packageOf,
      Form: PackageForm,
      width: 720,
    }),
    [owners, cache],
  );
  const notice = heldUp !== null && <OldSpeedNotice of={heldUp} onClose={() => setHeldUp(null)} />;
  return <RecordsPage screen={screen} mayAdd={allowed && owners.own !== ''} notice={notice} />;
}

interface Of {
  readonly of: PackageLine;
}

function Connection({ of: { connection } }: Of) {
  const say = useMessage();
  return say(`packages.${connection}`);
}

function Speed({ of: { downKbps, upKbps, isComplete } }: Of) {
  const say = useMessage();
  const { speed } = useFormats();
  if (!isComplete) {
    return (
      <Status glyph="triangle" tone="warn">
        {say('packages.incomplete')}
      </Status>
    );
  }
  if (downKbps === null || upKbps === null) return null;
  const [down = '', unit] = speed(downKbps).split(' ');
  const up = speed(upKbps);
  return up.endsWith(` ${unit ?? ''}`) ? `${down} / ${up}` : `${speed(downKbps)} / ${up}`;
}

/** What customers pay. */
function Price({ of }: Of) {
  return usePrice().paid(of);
}

function Validity({ of: { validity, validityUnit } }: Of) {
  const say = useMessage();
  return validity === null ? null : say(`packages.for-${validityUnit}`, { count: validity });
}

function Customers({ of: { customers, id, name } }: Of) {
  return <CustomersLink count={customers} by="packages" id={id} name={name} />;
}
