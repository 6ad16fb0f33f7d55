import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OperatorFields, OperatorLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { CustomersLink, type RecordScreen, RecordsPage } from '../../ui/records/index.ts';
import { useMay } from '../sign-in/index.ts';
import { OperatorForm, operatorOf, typedOperator } from './operator-form.tsx';

/** The tree of operators: the ISP, its resellers, their sub-resellers. */
export function OperatorsPage() {
  const { allowed } = useMay('operators.add');
  const { data } = useQuery(core.operators.list.queryOptions());
  const top = data?.[0];
  const screen = useMemo(
    (): RecordScreen<OperatorLine, OperatorFields> => ({
      words: {
        title: 'operators.title',
        add: 'operators.add',
        edit: 'operators.edit',
        none: 'operators.none',
        noneText: 'operators.none-text',
      },
      queryKey: core.operators.list.queryKey(),
      calls: client.operators,
      titleOf: ({ name }) => name,
      searchOf: ({ code, parent }) => `${code ?? ''} ${parent ?? ''}`,
      depthOf: ({ depth }) => depth,
      customersOf: ({ customers }) => customers,
      columns: [
        { id: 'code', header: 'records.code', cell: ({ code }) => code, mono: true },
        { id: 'kind', header: 'operators.kind', cell: (line) => <Kind of={line} /> },
        { id: 'staff', header: 'operators.staff', cell: (line) => <StaffCount of={line} />, align: 'end' },
        { id: 'customers', header: 'records.customers', cell: (line) => <Customers of={line} />, align: 'end' },
      ],
      typedOf: (line) => typedOperator(line, top),
      fieldsOf: operatorOf,
      Form: OperatorForm,
    }),
    [top],
  );
  // Beneath a sub-reseller there is nothing more.
  return <RecordsPage screen={screen} mayAdd={allowed && top !== undefined && top.kind !== 'sub-reseller'} />;
}

interface Of {
  readonly of: OperatorLine;
}

function Kind({ of: { kind } }: Of) {
  const say = useMessage();
  return say(`operators.kind-${kind}`);
}

function StaffCount({ of: { staff } }: Of) {
  return useFormats().count(staff);
}

function Customers({ of: { customers, id, name } }: Of) {
  return <CustomersLink count={customers} by="operators" id={id} name={name} />;
}
