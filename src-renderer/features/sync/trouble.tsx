import type { SyncStatus } from '#shared/contract/sync.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Notice } from '../../ui/page-states.tsx';
import { sinceWords } from './sync-words.ts';
import styles from './sync.module.css';
import { useMoment } from './use-moment.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

/** Why nothing goes through, since when, and when it is tried again. */
export function Trouble({ status: { failure, phase, paused } }: { status: SyncStatus }) {
  const say = useMessage();
  const moment = useMoment();
  if (failure === null) return paused ? <Notice>{say('sync.paused-text')}</Notice> : null;
  return (
    <Notice
      actions={
        <span className={styles.next}>
          {phase !== 'resting' ? (
            say('sync.trying')
          ) : paused ? (
            say('sync.next-paused')
          ) : failure.nextTryAt === null ? (
            say('sync.next-none')
          ) : (
            <Countdown until={failure.nextTryAt} />
          )}
        </span>
      }
    >
      <strong>{sinceWords(failure, moment, say)}.</strong> {refusedSentence(failure.reason, say)}
    </Notice>
  );
}

function Countdown({ until }: { until: string }) {
  const say = useMessage();
  const left = useSecondsLeft(until);
  return left === 0 ? say('sync.trying') : say('sync.next', { time: spelt(left) });
}

/** "0:42", "1:05:00" */
function spelt(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const within = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return minutes < 60 ? within.replace(/^0/, '') : `${Math.floor(minutes / 60)}:${within}`;
}
