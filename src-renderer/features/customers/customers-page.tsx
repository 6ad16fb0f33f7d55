import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { useMessage } from '../../messages/use-message.ts';
import { remember, remembered } from '../../theme/remembered.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { type Density, DENSITIES, Grid, type GridHandle } from '../../ui/grid/index.ts';
import { CouldNotLoad, Loading, NoMatches, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { BatchChip } from './batch-chip.tsx';
import { useCustomerColumns } from './columns.tsx';
import { ListBar } from './list-bar.tsx';
import { isFiltered, listSearchOf, placeOf } from './place.ts';
import { useCustomerList } from './use-customer-list.ts';

/** All customers: searched, filtered and ordered by the core, of which the page holds what is on the screen. */
export function CustomersPage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/customers' });
  const search = useSearch({ from: '/customers' });
  const { at, ...wanted } = search;
  const words = JSON.stringify(wanted);
  // The same place as long as the address says the same.
  const place = useMemo(() => placeOf(listSearchOf(JSON.parse(words) as Record<string, unknown>)), [words]);
  const list = useCustomerList(place);
  const columns = useCustomerColumns();
  const [density, setDensity] = useDensity();
  const [range, setRange] = useState({ first: 0, last: -1 });

  const change = (next: Readonly<Record<string, unknown>>): void =>
    void navigate({ search: listSearchOf({ ...wanted, ...next }), replace: true });

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

  const open = (index: number, row: CustomerLine): void => {
    // The row is noted in this page's address first, so that the way back leads to it.
    void navigate({ search: { ...wanted, at: index }, replace: true }).then(() =>
      navigate({ to: '/customers/$id', params: { id: row.id }, search: { ...wanted, at: index } }),
    );
  };

  return (
    <Page
      title={say('customers.title')}
      layout="fill"
      middle={
        <SearchField
          label={say('customers.search')}
          value={search.search ?? ''}
          onSearch={(text) => change({ search: text })}
        />
      }
      actions={
        <ButtonLink kind="primary" to="/import">
          {say('customers.import')}
        </ButtonLink>
      }
    >
      <ListBar search={search} onChange={change} density={density} onDensity={setDensity} />
      {search.batch !== undefined && <BatchChip batch={search.batch} onRemove={() => change({ batch: undefined })} />}
      {list.error !== null && list.total !== undefined && (
        <StaleNotice error={list.error} onRetry={list.retry} lastGood={list.lastGood} />
      )}
      {list.total === undefined && list.error !== null && (
        <CouldNotLoad error={list.error} onRetry={list.retry} lastGood={list.lastGood} />
      )}
      {list.total === undefined && list.error === null && <Loading />}
      {list.total === 0 && isFiltered(search) && (
        <NoMatches
          text={say('customers.none-match')}
          onClear={() => change({ search: undefined, status: undefined, batch: undefined })}
        />
      )}
      {list.total === 0 && !isFiltered(search) && (
        <NothingYet
          title={say('customers.none-title')}
          text={say('customers.none-text')}
          actions={
            <ButtonLink kind="primary" to="/import">
              {say('customers.import')}
            </ButtonLink>
          }
        />
      )}
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
          density={density}
          sort={place.sort.by === 'created' ? null : { columnId: place.sort.by, descending: place.sort.descending }}
          onSort={(sort) =>
            change({ sort, order: place.sort.by === sort && !place.sort.descending ? 'down' : undefined })
          }
        />
      )}
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

function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() => {
    const before = remembered('density');
    return before !== null && before in DENSITIES ? (before as Density) : 'normal'; // It is one of the keys.
  });
  const choose = (next: Density): void => {
    remember('density', next);
    setDensity(next);
  };
  return [density, choose];
}
