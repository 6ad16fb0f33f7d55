import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Grid, type GridHandle } from '../../ui/grid/index.ts';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { useMay } from '../sign-in/index.ts';
import { AddCustomer, Unfinished } from '../registration/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useCustomerColumns } from './columns.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { ElsewhereHint } from './elsewhere-hint.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { FilterKind } from './filter-kinds.ts';
import { HeadingMenu } from './heading-menu.tsx';
import { ListBar } from './list-bar.tsx';
import { columnOfSort, SORT_OF } from './list-columns.ts';
import { ListDialogs, useListActions } from './list-actions.tsx';
import { ListState } from './list-state.tsx';
import { isFiltered, type ListSearch, listSearchOf, placeOf } from './place.ts';
import { PurgedAfter } from './purged-after.tsx';
import { RunNotice } from './run-notice.tsx';
import { useCustomerList } from './use-customer-list.ts';
import { useDensity } from './use-density.ts';
import { useListColumns } from './use-list-columns.ts';
import { useReference } from './use-reference.ts';
import { useSelection } from './use-selection.ts';
import { useIsOffice } from './use-role.ts';
import { ViewMenu } from './view-menu.tsx';

/** All customers: searched, filtered and ordered by the core, of which the page holds what is on the screen. */
export function CustomersPage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/customers' });
  const address = useSearch({ from: '/customers' });
  const { at, run, ...search } = address;
  const words = JSON.stringify({ ...search, columns: undefined, mine: undefined });
  // The same place as long as the address asks for the same customers.
  const place = useMemo(() => placeOf(listSearchOf(JSON.parse(words) as Record<string, unknown>)), [words]);
  const list = useCustomerList(place);
  const go = (next: ListSearch): void => void navigate({ search: listSearchOf({ ...next }), replace: true });
  const { shown, choose, reset } = useListColumns(search, go);
  const reference = useReference();
  const columns = useCustomerColumns(shown, reference.customFields);
  const [density, setDensity] = useDensity();
  const [range, setRange] = useState({ first: 0, last: -1 });
  const [asked, setAsked] = useState<FilterKind | null>(null);
  const selection = useSelection(list.key, place.filter, list.total ?? 0);
  const actions = useListActions(selection, place.filter.status);
  const isOffice = useIsOffice();
  const { allowed: mayImport } = useMay('import.open');

  const { want } = list;
  const onRange = useCallback(
    (first: number, last: number) => {
      want(first, last);
      setRange({ first, last });
    },
    [want],
  );

  const grid = useRef<GridHandle>(null);
  const returnTo = useRef(at);
  const ready = list.total !== undefined && list.total > 0;
  useEffect(() => {
    if (!ready || returnTo.current === undefined) return;
    grid.current?.focusCell(returnTo.current, 'username');
    returnTo.current = undefined;
  }, [ready]);

  // From the search on to the first of those found, once they are there: the text that was searched for.
  const goingOn = useRef<string | null>(null);
  const isAnswered = ready && list.key === JSON.stringify(place.filter);
  const text = search.search ?? '';
  const goOn = useCallback((): void => {
    if (!isAnswered || goingOn.current !== text) return;
    goingOn.current = null;
    grid.current?.focusCell(0, 'username');
  }, [isAnswered, text]);
  useEffect(goOn, [goOn]);

  const open = (index: number, row: CustomerLine): void => {
    // The row is noted in this page's address first, so that the way back leads to it.
    void navigate({ search: { ...search, at: index }, replace: true }).then(() =>
      navigate({ to: '/customers/$id', params: { id: row.id }, search: { ...search, at: index } }),
    );
  };
  const { by, descending } = place.sort;
  const sortBy = (sort: ListSearch['sort'], down: boolean): void =>
    go({ ...search, sort, order: down ? 'down' : undefined });

  return (
    <Page
      title={say('customers.title')}
      layout="fill"
      middle={
        <SearchField
          label={say('customers.search')}
          value={search.search ?? ''}
          onSearch={(text) => go({ ...search, search: text })}
          onGoOn={(wanted) => {
            goingOn.current = wanted;
            goOn();
          }}
        />
      }
      actions={
        <>
          <ButtonLink kind="quiet" to="/customers/types">
            {say('customers.about-types')}
          </ButtonLink>
          {isOffice && ready && <Button onClick={actions.exportAll}>{say('customers.export')}</Button>}
          {mayImport && <ButtonLink to="/import">{say('customers.import')}</ButtonLink>}
          <AddCustomer />
        </>
      }
    >
      <RunNotice onShow={(shownRun) => void navigate({ search: { ...search, run: shownRun }, replace: true })} />
      <Unfinished />
      <ListBar search={search} onSearch={go} />
      <FilterBar search={search} onSearch={go} asked={asked} onAsked={setAsked}>
        {place.filter.status === 'deleted' && <PurgedAfter />}
        <ElsewhereHint search={search} here={list.total} onSearch={go} />
        <ColumnsMenu chosen={shown} onChoose={choose} onReset={reset} />
        <ViewMenu
          sort={by}
          onSort={(sort) => sortBy(sort, sort === 'created')}
          density={density}
          onDensity={setDensity}
        />
      </FilterBar>
      <ListState list={list} search={search} onSearch={go} />
      {list.total !== undefined && list.total > 0 && (
        <Grid
          key={list.key}
          ref={grid}
          label={say('customers.title')}
          columns={columns}
          total={list.total}
          rowAt={list.rowAt}
          onRange={onRange}
          rowKey={(row) => row.id}
          onOpen={open}
          onKey={(event, cursor) => actions.onKey(event, list.rowAt(cursor.index))}
          onMenu={(of, columnId, spot) =>
            of === null ? actions.openHeading(columnId, spot) : actions.openRow(of.row, spot)
          }
          picking={{
            isPicked: selection.isPicked,
            all: selection.all,
            onPick: (from, to, picked) => void list.rowsBetween(from, to).then((rows) => selection.pick(rows, picked)),
            onPickAll: selection.pickAll,
          }}
          density={density}
          sort={{ columnId: columnOfSort(by) ?? '', descending }}
          onSort={(column) => {
            const sort = SORT_OF[column as keyof typeof SORT_OF]; // Columns of this grid are columns of the list.
            if (sort !== undefined) sortBy(sort, sort === by && !descending);
          }}
        />
      )}
      {actions.target !== null && (
        <BulkBar
          target={actions.target}
          total={list.total ?? 0}
          onAll={() => selection.pickAll(true)}
          onClear={() => selection.pickAll(false)}
          onAction={actions.begin}
          onExport={actions.exportPicked}
        />
      )}
      <HeadingMenu
        open={actions.heading}
        onClose={actions.closeMenu}
        shown={shown}
        onChoose={choose}
        onSort={sortBy}
        onFilter={setAsked}
      />
      <ListDialogs
        actions={actions}
        place={place}
        total={list.total ?? 0}
        columns={shown}
        run={run}
        onRun={(next) => void navigate({ search: { ...search, run: next }, replace: true })}
      />
      <StatusLine>
        {list.total === 0 && say('customers.shown-none')}
        {list.total !== undefined && list.total > 0 && range.last >= 0 && (
          <span>
            {say('customers.shown', {
              first: range.first + 1,
              last: Math.min(range.last + 1, list.total),
              total: list.total,
            })}
          </span>
        )}
      </StatusLine>
      <div className="unseen" role="status">
        {list.total !== undefined && isFiltered(search) && say('customers.found', { count: list.total })}
      </div>
    </Page>
  );
}
