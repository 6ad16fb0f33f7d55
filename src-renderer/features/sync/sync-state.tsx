import { Link } from '@tanstack/react-router';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import { standingOf } from './sync-words.ts';
import styles from './sync.module.css';
import { useMoment } from './use-moment.ts';
import { useSyncStatus } from './use-sync-status.ts';

/** Of the status bar: how the office stands to the central server, and what has to be decided. Both lead to where it is done. */
export function SyncState() {
  const say = useMessage();
  const moment = useMoment();
  const { data, isError } = useSyncStatus(false);
  if (isError)
    return (
      <Status glyph="cross" tone="bad">
        {say('shell.core-silent')}
      </Status>
    );
  if (data === undefined) return null;
  const { glyph, tone, words } = standingOf(data, moment, say);
  const undecided = data.conflicts + data.refused;
  return (
    <>
      {undecided > 0 && (
        <Link to="/sync" className={styles.inBar}>
          <Status glyph="square" tone="bad">
            {say('sync.undecided', { count: undecided })}
          </Status>
        </Link>
      )}
      <Link
        to="/sync"
        className={styles.inBar}
        title={data.failure ? refusedSentence(data.failure.reason, say) : undefined}
      >
        <Status glyph={glyph} tone={tone}>
          {words}
        </Status>
      </Link>
    </>
  );
}
