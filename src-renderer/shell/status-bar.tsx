import { useQuery } from '@tanstack/react-query';
import { FailedJobs } from '../features/provisioning/index.ts';
import { SyncState } from '../features/sync/index.ts';
import { core } from '../host/core.ts';
import { useMessage } from '../messages/use-message.ts';
import styles from './status-bar.module.css';

/** What a page shows on the left; on the right whether a server knows of it, and where the records are. */
export function StatusBar({ placeRef }: { placeRef: (place: HTMLElement | null) => void }) {
  const say = useMessage();
  const { data } = useQuery(core.settings.get.queryOptions());
  return (
    <footer className={styles.bar}>
      <div className={styles.page} ref={placeRef} />
      {data !== undefined && (
        <div className={styles.folder} title={data.dataFolder}>
          {say('shell.data-folder', { folder: data.dataFolder })}
        </div>
      )}
      <div className={styles.sync}>
        <FailedJobs />
        <SyncState />
      </div>
    </footer>
  );
}
