import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { actionParts } from '#shared/domain/history/words.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { actionWord, kindWord } from '../../ui/change-lines.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { CustomerFilter } from './customer-filter.tsx';
import styles from './history.module.css';
import type { HistorySearch } from './place.ts';

interface FiltersProps {
  readonly search: HistorySearch;
  readonly onChange: (search: HistorySearch) => void;
}

/** The line over the history: whose, by whom, what, and between which days. Every choice holds at once. */
export function Filters({ search, onChange }: FiltersProps) {
  const say = useMessage();
  const { data } = useQuery({ ...core.history.choices.queryOptions(), staleTime: 0 });
  const set = (change: Partial<Record<keyof HistorySearch, string | null>>): void =>
    // What is empty is left out when the address is read.
    onChange({ ...search, ...change } as HistorySearch);
  return (
    <div className={styles.filters} role="group" aria-label={say('history.filters')}>
      <CustomerFilter customer={search.customer} onChange={(customer) => set({ customer })} />
      <Select
        label={say('history.staff')}
        placeholder={say('history.anybody')}
        data={(data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.staff ?? null}
        clearable
        searchable
        onChange={(staff) => set({ staff })}
      />
      <Select
        className={styles.action}
        label={say('history.what')}
        placeholder={say('history.anything')}
        data={groupsOf(data?.actions ?? [])}
        value={search.action ?? null}
        clearable
        searchable
        maxDropdownHeight={420}
        onChange={(action) => set({ action })}
      />
      <DateField
        label={say('history.day-from')}
        value={search.from ?? ''}
        max={search.to ?? ''}
        onChange={(from) => set({ from })}
      />
      <DateField
        label={say('history.day-to')}
        value={search.to ?? ''}
        min={search.from ?? ''}
        onChange={(to) => set({ to })}
      />
    </div>
  );

  /** The kinds of records, and under each what was done to them. */
  function groupsOf(actions: readonly string[]) {
    const kinds = new Map<string, string[]>();
    for (const action of actions) {
      const kind = action.split('.')[0] ?? action;
      kinds.set(kind, [...(kinds.get(kind) ?? []), action]);
    }
    return [...kinds].map(([kind, ofKind]) => ({
      group: kindWord(kind, say),
      items: [
        ...(ofKind.length > 1 && actionParts(kind).kind !== null
          ? [{ value: kind, label: say('history.all-of', { kind: kindWord(kind, say) }) }]
          : []),
        ...ofKind.map((action) => ({ value: action, label: `${kindWord(action, say)}: ${actionWord(action, say)}` })),
      ],
    }));
  }
}
