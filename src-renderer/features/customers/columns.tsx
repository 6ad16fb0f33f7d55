import { useMemo } from 'react';
import type { CustomerColumn, CustomerLine } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import type { Formats } from '../../messages/formats.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import type { GridColumn } from '../../ui/grid/index.ts';
import { CustomerStatus, STATUS_WORDS } from '../../ui/customer-status.tsx';
import { Expires } from './expires.tsx';
import { COLUMN_WORDS, isCustomColumn, type PlainColumn, SORT_OF } from './list-columns.ts';
import styles from './list-bar.module.css';
import { OffRouter, offRouterSentence } from './off-router.tsx';
import { regulatedWord } from './regulated-word.ts';
import { TYPE_WORDS } from './type-words.ts';
import type { Reference } from './use-reference.ts';

/** The chosen columns of the list. Usernames and addresses stand exactly as they were written, phones in one writing. */
export function useCustomerColumns(
  chosen: readonly CustomerColumn[],
  customFields: Reference['customFields'],
): readonly GridColumn<CustomerLine>[] {
  const say = useMessage();
  const formats = useFormats();
  return useMemo(
    () =>
      chosen.flatMap((column): GridColumn<CustomerLine>[] => {
        if (!isCustomColumn(column)) return [plainColumn(column, say, formats)];
        const field = customFields.find(({ id }) => column === `custom:${id}`);
        const text = (row: CustomerLine): string => row.custom[field?.id ?? ''] ?? '';
        return field === undefined ? [] : [{ id: column, header: field.label, width: 120, text }];
      }),
    [chosen, customFields, say, formats],
  );
}

type Own = Omit<GridColumn<CustomerLine>, 'id' | 'header' | 'width' | 'text' | 'sortable'>;

function plainColumn(id: PlainColumn, say: Say, formats: Formats): GridColumn<CustomerLine> {
  return {
    id,
    header: say(COLUMN_WORDS[id]),
    width: WIDTHS[id] ?? 112,
    sortable: SORT_OF[id] !== undefined,
    text: (row) => textOf(id, row, say, formats),
    ...OWN[id],
  };
}

/** The usual columns fit beside the sections and a scrollbar on a screen of 1366 pixels. */
const WIDTHS: Partial<Record<PlainColumn, number>> = {
  status: 126,
  username: 122,
  fullName: 112,
  phone: 108,
  package: 126,
  zone: 106,
  operator: 108,
  email: 160,
  address: 180,
  ip: 116,
  macs: 142,
  expires: 118,
  balance: 88,
  type: 150,
  deletedAt: 148,
  distributionPoint: 136,
};

const OWN: Partial<Record<PlainColumn, Own>> = {
  status: { sticky: true, render: (row) => <StatusInList of={row} /> },
  username: { sticky: true },
  fullName: { grow: true },
  phone: { mono: true },
  ip: { mono: true },
  macs: { mono: true },
  balance: { align: 'end' },
  zone: { render: (row) => <Zone of={row} /> },
  expires: { render: (row) => <Expires of={row} short /> },
};

/** The state, and beside it whether the router does not have it yet. */
function StatusInList({ of }: { of: CustomerLine }) {
  return (
    <span className={styles.inList}>
      <CustomerStatus of={of} />
      <OffRouter of={of} />
    </span>
  );
}

function Zone({ of }: { of: CustomerLine }) {
  if (of.zone === null) return '';
  return (
    <span className={styles.zone}>
      {of.zoneColour !== null && (
        <span className={styles.dot} style={{ background: of.zoneColour }} aria-hidden="true" />
      )}
      <span className={styles.zoneName}>{of.zone}</span>
    </span>
  );
}

/** What stands in a cell, and what is copied from it. */
function textOf(id: PlainColumn, row: CustomerLine, say: Say, { date, dateTime, money }: Formats): string {
  switch (id) {
    case 'status':
      return [say(STATUS_WORDS[row.status]), offRouterSentence(row, say)].filter((one) => one !== null).join(' · ');
    case 'type':
      return say(TYPE_WORDS[row.type]);
    case 'expires':
      return row.expires === null ? '' : date(row.expires);
    case 'createdAt':
      return date(row.createdAt);
    case 'deletedAt':
      return row.deletedAt === null ? '' : dateTime(row.deletedAt);
    case 'balance':
      return money(row.balance);
    case 'clientType':
    case 'medium':
    case 'sharing':
      return regulatedWord(row[id], say);
    case 'phone':
      return row.phoneListed ?? '';
    case 'macs':
      return row.macs.join(', ');
    default:
      return row[id] ?? '';
  }
}
