import { useMemo } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { GridColumn } from '../../ui/grid/index.ts';
import { CustomerStatus, STATUS_WORDS } from './customer-status.tsx';

/** The columns of the list. Phones, usernames and addresses stand exactly as they were written. */
export function useCustomerColumns(): readonly GridColumn<CustomerLine>[] {
  const say = useMessage();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'status',
        header: say('customers.status'),
        width: 118,
        sticky: true,
        text: (row) => say(STATUS_WORDS[row.status]),
        render: (row) => <CustomerStatus of={row} />,
      },
      {
        id: 'username',
        header: say('customers.username'),
        width: 126,
        sticky: true,
        sortable: true,
        text: (row) => row.username,
      },
      {
        id: 'fullName',
        header: say('customers.name'),
        width: 148,
        grow: true,
        sortable: true,
        text: (row) => row.fullName,
      },
      { id: 'phone', header: say('customers.phone'), width: 116, text: (row) => row.phone ?? '' },
      { id: 'package', header: say('customers.package'), width: 116, text: (row) => row.package },
      { id: 'zone', header: say('customers.zone'), width: 104, text: (row) => row.zone ?? '' },
      { id: 'operator', header: say('customers.operator'), width: 122, text: (row) => row.operator },
      { id: 'ip', header: say('customers.ip'), width: 114, mono: true, text: (row) => row.ip ?? '' },
      {
        id: 'expires',
        header: say('customers.expires'),
        width: 102,
        text: (row) => (row.expires === null ? '' : formats.date(row.expires)),
      },
      {
        id: 'balance',
        header: say('customers.balance'),
        width: 98,
        align: 'end',
        text: (row) => formats.money(row.balance),
      },
    ],
    [say, formats],
  );
}
