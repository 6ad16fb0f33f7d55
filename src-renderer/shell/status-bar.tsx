import { useQuery } from '@tanstack/react-query';
import type { Settings } from '#shared/contract/settings.ts';
import { FailedJobs } from '../features/provisioning/index.ts';
import { core } from '../host/core.ts';
import { type Say, useMessage } from '../messages/use-message.ts';
import { Status } from '../ui/status.tsx';
import styles from './status-bar.module.css';

/** Often enough that the number waiting is true at a glance, in ms. */
const REFRESH = 20_000;

/** What a page shows on the left; on the right whether a server knows of it, and where the records are. */
export function StatusBar({ placeRef }: { placeRef: (place: HTMLElement | null) => void }) {
  const say = useMessage();
  const { data, isError } = useQuery(core.settings.get.queryOptions({ refetchInterval: REFRESH }));
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
        {isError ? (
          <Status glyph="cross" tone="bad">
            {say('shell.core-silent')}
          </Status>
        ) : (
          data !== undefined && (
            <Status glyph={data.sync.waiting > 0 ? 'dotted' : 'ring'} tone="idle">
              {syncSentence(data.sync, say)}
            </Status>
          )
        )}
      </div>
    </footer>
  );
}

function syncSentence({ enrolled, waiting }: Settings['sync'], say: Say): string {
  if (enrolled) return waiting === 0 ? say('shell.synced') : say('shell.waiting', { count: waiting });
  return waiting === 0 ? say('shell.no-server') : say('shell.no-server-waiting', { count: waiting });
}
