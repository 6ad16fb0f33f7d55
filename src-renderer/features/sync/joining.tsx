import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SyncPreview, SyncStatus } from '#shared/contract/sync.ts';
import { fieldNamed } from '#shared/sync/rejection-words.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { CouldNotLoad, Loading, NotForYou, Notice, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { PlainTable } from '../../ui/plain-table.tsx';
import { useMay } from '../sign-in/index.ts';
import { Activity } from './activity.tsx';
import { GiveUp } from './give-up.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { Part } from './part.tsx';
import { PreviewRecords } from './preview-records.tsx';
import { fieldWord } from './sync-words.ts';

interface JoiningProps {
  readonly status: SyncStatus;
  readonly server: NonNullable<SyncStatus['server']>;
  readonly notice: ReactNode;
}

/** Enrolled, and nothing is together yet: what would come of it, looked through before anything goes anywhere. */
export function Joining({ status, server, notice }: JoiningProps) {
  const say = useMessage();
  const may = useMay('sync.join');
  const [isAsked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    ...core.sync.preview.queryOptions({ staleTime: Infinity, retry: false }),
    enabled: may.allowed,
  });
  const retry = (): void => void refetch();
  return (
    <Page
      title={say('shell.sync')}
      beside={<span className="muted">{say('sync.joining-beside', { operator: server.operator })}</span>}
      actions={
        may.allowed && (
          <>
            <GiveUp waiting={status.waiting} />
            <Button disabled={isFetching} onClick={retry}>
              {say(isFetching ? 'sync.previewing' : 'sync.preview-again')}
            </Button>
            <Button kind="primary" disabled={data === undefined || isFetching} onClick={() => setAsked(true)}>
              {say('sync.join-ask')}
            </Button>
          </>
        )
      }
    >
      {notice}
      <Notice>{say('sync.joining-text', { console: server.consoleName })}</Notice>
      <Activity status={status} />
      {!may.allowed && <NotForYou why={may.why} />}
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {may.allowed && error === null && data === undefined && <Loading />}
      {data !== undefined && (
        <>
          <Sums of={data} />
          {data.settings.length > 0 && <SettingsThatChange of={data} />}
          {data.records.length > 0 && (
            <PreviewRecords
              records={data.records}
              chosen={chosen}
              onChoose={(id, into) => setChosen(new Map([...chosen, [id, into]]))}
              kept={kept}
              onKeep={(id, isHereKept) =>
                setKept(new Set(isHereKept ? [...kept, id] : [...kept].filter((one) => one !== id)))
              }
            />
          )}
        </>
      )}
      {isAsked && data !== undefined && (
        <JoinDialog preview={data} chosen={chosen} kept={kept} status={status} onClose={() => setAsked(false)} />
      )}
    </Page>
  );
}

function Sums({ of }: { of: SyncPreview }) {
  const say = useMessage();
  const { count } = useFormats();
  return (
    <Part title={say('sync.sums')} what={say(of.isEmpty ? 'sync.sums-first' : 'sync.sums-what')}>
      <Facts>
        <Fact name={say('sync.sends-customers')}>{count(of.customers)}</Fact>
        <Fact name={say('sync.sends-lines')}>{count(of.lines)}</Fact>
        <Fact name={say('sync.gets-records')}>{of.isEmpty ? say('sync.gets-none') : count(of.serverRecords)}</Fact>
      </Facts>
    </Part>
  );
}

function SettingsThatChange({ of }: { of: SyncPreview }) {
  const say = useMessage();
  return (
    <Part title={say('sync.settings')} what={say('sync.settings-what')}>
      <PlainTable columns={(['setting', 'here', 'then'] as const).map((one) => ({ word: say(`sync.${one}`) }))} wide>
        {of.settings.map(({ name, here, there }) => (
          <tr key={name}>
            <th scope="row">{fieldNamed(name) === null ? name : fieldWord(name, say)}</th>
            <td>{here}</td>
            <td>{there}</td>
          </tr>
        ))}
      </PlainTable>
    </Part>
  );
}
