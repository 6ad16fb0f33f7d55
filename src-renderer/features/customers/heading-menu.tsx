import { Menu } from '@mantine/core';
import type { CustomerColumn } from '#shared/contract/customers.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { FilterKind } from './filter-kinds.ts';
import { SORT_OF } from './list-columns.ts';
import { MenuAt, type MenuPlace } from './menu-at.tsx';
import type { ListSearch } from './place.ts';

/** The condition that belongs to a column. */
const FILTER_OF: Partial<Record<CustomerColumn, FilterKind>> = {
  zone: 'zones',
  package: 'packages',
  operator: 'operators',
  billingProfile: 'billingProfiles',
  type: 'types',
  clientType: 'clientTypes',
  expires: 'expires',
  createdAt: 'created',
};

interface HeadingMenuProps {
  readonly open: { readonly column: CustomerColumn; readonly spot: MenuPlace } | null;
  readonly onClose: () => void;
  readonly shown: readonly CustomerColumn[];
  readonly onChoose: (columns: readonly CustomerColumn[]) => void;
  readonly onSort: (sort: NonNullable<ListSearch['sort']>, down: boolean) => void;
  readonly onFilter: (kind: FilterKind) => void;
}

/** What can be done with a column: order by it, narrow by it, move it, take it away. */
export function HeadingMenu({ open, onClose, shown, onChoose, onSort, onFilter }: HeadingMenuProps) {
  const say = useMessage();
  if (open === null) return null;
  const { column } = open;
  const at = shown.indexOf(column);
  const sort = SORT_OF[column];
  const filter = column.startsWith('custom:') ? (column as `custom:${string}`) : FILTER_OF[column]; // It begins so.
  const move = (step: number): void => {
    const next = shown.filter((one) => one !== column);
    next.splice(at + step, 0, column);
    onChoose(next);
  };
  return (
    <MenuAt at={open.spot} onClose={onClose} width={220}>
      <Menu.Item disabled={sort === undefined} onClick={() => sort !== undefined && onSort(sort, false)}>
        {say('customers.sort-up')}
      </Menu.Item>
      <Menu.Item disabled={sort === undefined} onClick={() => sort !== undefined && onSort(sort, true)}>
        {say('customers.sort-down')}
      </Menu.Item>
      <Menu.Item
        disabled={filter === undefined}
        onClick={() => filter !== undefined && setTimeout(() => onFilter(filter))}
      >
        {say('customers.filter-by')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item disabled={at <= 0} onClick={() => move(-1)}>
        {say('customers.move-left')}
      </Menu.Item>
      <Menu.Item disabled={at === shown.length - 1} onClick={() => move(1)}>
        {say('customers.move-right')}
      </Menu.Item>
      <Menu.Item disabled={shown.length === 1} onClick={() => onChoose(shown.filter((one) => one !== column))}>
        {say('customers.hide-column')}
      </Menu.Item>
    </MenuAt>
  );
}
