import { useMessage } from '../../messages/use-message.ts';
import { CouldNotLoad, Loading, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { Enrol } from './enrol.tsx';
import { Joined } from './joined.tsx';
import { Joining } from './joining.tsx';
import { useSyncStatus } from './use-sync-status.ts';

/** The office's work on its way to the central server; how a console comes to have one. */
export function SyncPage() {
  const say = useMessage();
  const { data, error, refetch, dataUpdatedAt } = useSyncStatus(true);
  const retry = (): void => void refetch();
  if (data === undefined) {
    return (
      <Page title={say('shell.sync')}>
        {error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={retry} />}
      </Page>
    );
  }
  const stale = error !== null && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />;
  if (data.server === null) return <Enrol notice={stale} />;
  if (data.server.state === 'joining') return <Joining status={data} server={data.server} notice={stale} />;
  return <Joined status={data} server={data.server} notice={stale} />;
}
