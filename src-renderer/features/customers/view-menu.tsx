import { Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { CustomerSort } from '#shared/contract/customers.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { type Density, DENSITIES } from '../../ui/grid/index.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './list-bar.module.css';

/** Orders that are asked for by name; the others are a click on a heading away. */
const SORT_WORDS = {
  created: 'customers.by-created',
  username: 'customers.by-username',
  fullName: 'customers.by-name',
  expires: 'customers.by-expires',
} as const satisfies Partial<Record<CustomerSort['by'], MessageKey>>;
type SortChoice = keyof typeof SORT_WORDS;
const SORT_CHOICES = Object.keys(SORT_WORDS) as SortChoice[]; // The keys of a constant object are its keys.
const DENSITY_WORDS = {
  compact: 'customers.compact',
  normal: 'customers.normal',
  comfortable: 'customers.comfortable',
} as const satisfies Record<Density, string>;
const DENSITY_CHOICES = Object.keys(DENSITIES) as Density[]; // The keys of a constant object are its keys.

export interface ViewMenuProps {
  readonly sort: CustomerSort['by'];
  readonly onSort: (sort: SortChoice) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}

/** How the list is shown: in which order, and how dense. */
export function ViewMenu({ sort, onSort, density, onDensity }: ViewMenuProps) {
  const say = useMessage();
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button kind="quiet">
          <IconAdjustmentsHorizontal size={16} stroke={1.5} aria-hidden="true" />
          {say('customers.view')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('customers.view')}>
        <div className={styles.view}>
          <RadioList
            label={say('customers.order')}
            choices={SORT_CHOICES.map((value) => ({ value, word: say(SORT_WORDS[value]) }))}
            value={SORT_CHOICES.find((one) => one === sort) ?? null}
            onChoose={onSort}
          />
          <RadioList
            label={say('customers.density')}
            choices={DENSITY_CHOICES.map((value) => ({ value, word: say(DENSITY_WORDS[value]) }))}
            value={density}
            onChoose={onDensity}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
