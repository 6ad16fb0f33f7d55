import { useQuery } from '@tanstack/react-query';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { type Density, DENSITIES } from '../../ui/grid/index.ts';
import { SmallSelect } from '../../ui/small-select.tsx';
import { STATUS_WORDS } from './customer-status.tsx';
import styles from './list-bar.module.css';
import { type ListSearch, SORT_CHOICES } from './place.ts';

/** Active first, because that is what an office looks at; deleted last. */
const TABS = ['active', 'suspended', 'expired', 'pending', 'deleted'] as const satisfies CustomerStatus[];
const DENSITY_WORDS = {
  compact: 'customers.compact',
  normal: 'customers.normal',
  comfortable: 'customers.comfortable',
} as const satisfies Record<Density, string>;
const SORT_WORDS = {
  created: 'customers.by-created',
  username: 'customers.by-username',
  fullName: 'customers.by-name',
} as const;
const DENSITY_CHOICES = Object.keys(DENSITIES) as Density[]; // The keys of a constant object are its keys.

interface ListBarProps {
  readonly search: ListSearch;
  readonly onChange: (change: Partial<Record<keyof ListSearch, unknown>>) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}

/** The line over the table: which state, in which order, how dense. */
export function ListBar({ search, onChange, density, onDensity }: ListBarProps) {
  const say = useMessage();
  const { count } = useFormats();
  const { data } = useQuery(core.customers.counts.queryOptions());
  // The numbers are of all customers; beside a search they would promise what a click does not show.
  const counts = search.search === undefined && search.batch === undefined ? data : undefined;
  const here = counts && TABS.reduce((sum, status) => sum + (status === 'deleted' ? 0 : counts[status]), 0);
  return (
    <div className={styles.bar}>
      <ChoiceTabs
        label={say('customers.status')}
        value={search.status ?? 'any'}
        choices={[
          { value: 'any', word: say('customers.any-status'), count: here === undefined ? undefined : count(here) },
          ...TABS.map((status) => ({
            value: status,
            word: say(STATUS_WORDS[status]),
            count: counts === undefined ? undefined : count(counts[status]),
          })),
        ]}
        onChoose={(status) => onChange({ status: status === 'any' ? undefined : status })}
      />
      <div className={styles.choices}>
        <SmallSelect
          label={say('customers.order')}
          value={search.sort ?? 'username'}
          options={SORT_CHOICES.map((value) => ({ value, word: say(SORT_WORDS[value]) }))}
          onChoose={(sort) => onChange({ sort, order: sort === 'created' ? 'down' : undefined })}
        />
        <SmallSelect
          label={say('customers.density')}
          value={density}
          options={DENSITY_CHOICES.map((value) => ({ value, word: say(DENSITY_WORDS[value]) }))}
          onChoose={onDensity}
        />
      </div>
    </div>
  );
}
