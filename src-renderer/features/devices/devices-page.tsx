import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { ruleOf } from '#shared/domain/customer/actions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ChoiceTabs } from '../../ui/choice-tabs.tsx';
import { Grid } from '../../ui/grid/index.ts';
import { ListBar } from '../../ui/list-bar.tsx';
import { CouldNotLoad, Loading, NoMatches, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { useMay } from '../sign-in/index.ts';
import { useDeviceColumns } from './columns.tsx';
import { deviceSearchOf, type DeviceSearch } from './place.ts';
import { useDeviceList } from './use-device-list.ts';
import { useRemoveDevice } from './use-remove-device.ts';

const REMOVE = ruleOf('remove-mac');

/** The machines that customers' lines are bound to, and those that stand at two of them. */
export function DevicesPage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/devices' });
  const search = useSearch({ from: '/devices' });
  const list = useDeviceList(search);
  const may = useMay(REMOVE);
  const remove = useRemoveDevice();
  const columns = useDeviceColumns(may.allowed ? remove : undefined);
  const [range, setRange] = useState({ first: 0, last: -1 });
  const { total, want, rowAt } = list;
  const isFiltered = search.search !== undefined || search.twice !== undefined;

  const change = (next: Readonly<Record<string, unknown>>): void =>
    // From the address as it is by then: a search waits for the end of a word, and a tab may be chosen meanwhile.
    void navigate({ search: (now) => deviceSearchOf({ ...now, ...next }), replace: true });
  const onRange = useCallback(
    (first: number, last: number) => {
      want(first, last);
      setRange({ first, last });
    },
    [want],
  );

  return (
    <Page
      title={say('devicesPage.title')}
      layout="fill"
      middle={
        <SearchField
          label={say('devicesPage.search')}
          value={search.search ?? ''}
          onSearch={(text) => change({ search: text })}
        />
      }
    >
      <Bar search={search} onChange={change} />
      {list.error !== null && total !== undefined && (
        <StaleNotice error={list.error} onRetry={list.retry} lastGood={list.lastGood} />
      )}
      {list.error !== null && total === undefined && <CouldNotLoad error={list.error} onRetry={list.retry} />}
      {list.error === null && total === undefined && <Loading />}
      {total === 0 && isFiltered && (
        <NoMatches
          text={say(search.search === undefined ? 'devicesPage.none-twice' : 'devicesPage.none-match')}
          onClear={() => change({ search: undefined, twice: undefined })}
        />
      )}
      {total === 0 && !isFiltered && (
        <NothingYet
          title={say('devicesPage.none-title')}
          text={say('devicesPage.none-text')}
          actions={
            <ButtonLink kind="primary" to="/customers">
              {say('devicesPage.to-customers')}
            </ButtonLink>
          }
        />
      )}
      {total !== undefined && total > 0 && (
        <Grid
          key={JSON.stringify(search)}
          label={say('devicesPage.title')}
          columns={columns}
          total={total}
          rowAt={rowAt}
          onRange={onRange}
          rowKey={(row) => row.id}
          onOpen={(_, row) => void navigate({ to: '/customers/$id', params: { id: row.customer.id } })}
          onKey={(event, { index }) => {
            const row = rowAt(index);
            if (event.key !== 'Delete' || row === undefined || !may.allowed) return;
            event.preventDefault();
            remove(row);
          }}
        />
      )}
      <StatusLine>
        {total !== undefined && total > 0 && range.last >= 0 && (
          <span>
            {say('devicesPage.shown', { first: range.first + 1, last: Math.min(range.last + 1, total), total })}
            {may.allowed && ` · ${say('devicesPage.hint')}`}
          </span>
        )}
      </StatusLine>
      <div className="unseen" role="status">
        {total !== undefined && isFiltered && say('devicesPage.found', { count: total })}
      </div>
    </Page>
  );
}

interface BarProps {
  readonly search: DeviceSearch;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
}

function Bar({ search, onChange }: BarProps) {
  const say = useMessage();
  return (
    <ListBar begins="tabs">
      <ChoiceTabs
        label={say('devicesPage.bound')}
        value={search.twice ?? 'no'}
        choices={[
          { value: 'no', word: say('devicesPage.all') },
          { value: 'yes', word: say('devicesPage.twice') },
        ]}
        onChoose={(twice) => onChange({ twice })}
      />
    </ListBar>
  );
}
