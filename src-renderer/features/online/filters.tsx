import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { SourceRouter } from '../../ui/sessions/index.ts';
import styles from './online.module.css';
import type { OnlineSearch } from './place.ts';

interface FiltersProps {
  readonly search: OnlineSearch;
  readonly routers: readonly SourceRouter[];
  readonly onChange: (search: OnlineSearch) => void;
}

/** On which router, and in which zone. */
export function Filters({ search, routers, onChange }: FiltersProps) {
  const say = useMessage();
  const { count } = useFormats();
  const { data } = useQuery(core.zones.list.queryOptions());
  const zones = (data ?? []).filter(({ retiredAt }) => retiredAt === null);
  return (
    <div className={styles.filters} role="group" aria-label={say('online.filters')}>
      <Select
        aria-label={say('online.router')}
        placeholder={say('online.any-router')}
        data={routers.map(({ id, name, sessions }) => ({ value: id, label: `${name} (${count(sessions)})` }))}
        value={search.router ?? null}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': say('online.any-router') }}
        onChange={(router) => onChange({ ...search, router: router ?? '' })}
      />
      <Select
        aria-label={say('online.zone')}
        placeholder={say('online.any-zone')}
        data={zones.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.zone ?? null}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': say('online.any-zone') }}
        onChange={(zone) => onChange({ ...search, zone: zone ?? '' })}
      />
    </div>
  );
}
