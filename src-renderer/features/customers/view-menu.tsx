import { Menu } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { type Density, DENSITIES } from '../../ui/grid/index.ts';
import { type ListSearch, SORT_CHOICES } from './place.ts';

const SORT_WORDS = {
  created: 'customers.by-created',
  username: 'customers.by-username',
  fullName: 'customers.by-name',
} as const;
const DENSITY_WORDS = {
  compact: 'customers.compact',
  normal: 'customers.normal',
  comfortable: 'customers.comfortable',
} as const satisfies Record<Density, string>;
const DENSITY_CHOICES = Object.keys(DENSITIES) as Density[]; // The keys of a constant object are its keys.

export interface ViewMenuProps {
  readonly sort: NonNullable<ListSearch['sort']>;
  readonly onSort: (sort: NonNullable<ListSearch['sort']>) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}

/** How the list is shown: in which order, and how dense. */
export function ViewMenu({ sort, onSort, density, onDensity }: ViewMenuProps) {
  const say = useMessage();
  const chooseSort = (value: string): void => {
    const chosen = SORT_CHOICES.find((one) => one === value);
    if (chosen) onSort(chosen);
  };
  const chooseDensity = (value: string): void => {
    const chosen = DENSITY_CHOICES.find((one) => one === value);
    if (chosen) onDensity(chosen);
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button kind="quiet">
          <IconAdjustmentsHorizontal size={16} stroke={1.5} aria-hidden="true" />
          {say('customers.view')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('customers.order')}</Menu.Label>
        <Menu.RadioGroup value={sort} onChange={chooseSort}>
          {SORT_CHOICES.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {say(SORT_WORDS[value])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{say('customers.density')}</Menu.Label>
        <Menu.RadioGroup value={density} onChange={chooseDensity}>
          {DENSITY_CHOICES.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {say(DENSITY_WORDS[value])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
