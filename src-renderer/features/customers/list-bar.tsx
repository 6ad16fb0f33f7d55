import { useQuery } from '@tanstack/react-query';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { STATUS_WORDS } from './customer-status.tsx';
import styles from './list-bar.module.css';
import type { ListSearch } from './place.ts';
import { ViewMenu, type ViewMenuProps } from './view-menu.tsx';

/** Active first, because that is what an office looks at; deleted last. */
const TABS = ['active', 'suspended', 'expired', 'pending', 'deleted'] as const satisfies CustomerStatus[];

interface ListBarProps extends Pick<ViewMenuProps, 'density' | 'onDensity'> {
  readonly search: ListSearch;
  readonly onChange: (change: Partial<Record<keyof ListSearch, unknown>>) => void;
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
      <ViewMenu
        sort={search.sort ?? 'username'}
        onSort={(sort) => onChange({ sort, order: sort === 'created' ? 'down' : undefined })}
        density={density}
        onDensity={onDensity}
      />
    </div>
  );
}
