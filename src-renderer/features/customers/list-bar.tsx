import { Menu } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import styles from './list-bar.module.css';
import { isFiltered, type ListSearch, searchOf } from './place.ts';
import { isTab, searchOfTab, TAB_WORDS, tabOf, TABS } from './tabs.ts';
import { useFitting } from './use-fitting.ts';
import { type SavedView, ViewsMenu } from './views-menu.tsx';

/** Saved views whose customers are counted: those that stand in sight. */
const COUNTED = 6;

interface ListBarProps {
  readonly search: ListSearch;
  readonly onSearch: (search: ListSearch) => void;
}

/**
 * The line over the table: the views that everybody has, and one's own, each with how many there are in it. Those of one's
 * own that find no place stand in a menu.
 */
export function ListBar({ search, onSearch }: ListBarProps) {
  const say = useMessage();
  const { count } = useFormats();
  const { data: counts } = useQuery(core.customers.counts.queryOptions());
  const { data: views = [] } = useQuery(core.customers.views.queryOptions());
  const ofViews = useQueries({
    queries: views
      .slice(0, COUNTED)
      .map(({ filter }) => core.customers.count.queryOptions({ input: { which: { filter } } })),
  });
  // The numbers are of all customers; beside a search they would promise what a click does not show.
  const isPlain = !isFiltered(search) || search.mine !== undefined;
  const byTab = counts && {
    any: counts.byStatus.active + counts.byStatus.suspended + counts.byStatus.expired + counts.byStatus.pending,
    active: counts.byStatus.active,
    expiring: counts.expiring,
    suspended: counts.byStatus.suspended,
    expired: counts.byStatus.expired,
    pending: counts.byStatus.pending,
    'not-on-router': counts.notOnRouter,
    'not-synced': counts.notSynced,
    deleted: counts.byStatus.deleted,
  };
  const chosenTab = tabOf(search);
  // Where no router is, or everybody stands on theirs, it has nothing to say and takes no place.
  const tabs = TABS.filter((tab) => tab !== 'not-on-router' || tab === chosenTab || (byTab?.[tab] ?? 0) > 0);
  const bar = useRef<HTMLDivElement>(null);
  const fitting = useFitting(bar, tabs.length, views.length);
  // Where none of them fits, the menu beside has them all.
  const rest = fitting === 0 ? [] : views.slice(fitting);
  const openView = ({ id, filter, sort, columns }: SavedView): void =>
    onSearch({ ...searchOf(filter, sort, columns), mine: id });
  return (
    <div className={styles.bar} ref={bar}>
      <ChoiceTabs<string>
        label={say('customers.views')}
        value={search.mine ?? chosenTab}
        choices={[
          ...tabs.map((tab) => ({
            value: tab,
            word: say(TAB_WORDS[tab]),
            count: byTab === undefined || !isPlain ? undefined : count(byTab[tab]),
          })),
          ...views.slice(0, fitting).map(({ id, name }, at) => {
            const total = ofViews[at]?.data?.total;
            return { value: id, word: name, count: total === undefined ? undefined : count(total) };
          }),
        ]}
        onChoose={(chosen) => {
          const view = views.find(({ id }) => id === chosen);
          if (view !== undefined) openView(view);
          else if (isTab(chosen)) onSearch(searchOfTab(search, chosen));
        }}
      />
      <div className={styles.own}>
        {rest.length > 0 && (
          <MenuButton
            kind="quiet"
            width={240}
            className={styles.long}
            face={rest.find(({ id }) => id === search.mine)?.name ?? say('customers.more-views')}
          >
            {rest.map((view) => (
              <Menu.Item key={view.id} onClick={() => openView(view)}>
                {view.name}
              </Menu.Item>
            ))}
          </MenuButton>
        )}
        <ViewsMenu search={search} views={views} onSearch={onSearch} />
      </div>
    </div>
  );
}
