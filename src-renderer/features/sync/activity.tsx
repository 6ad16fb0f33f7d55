import type { SyncStatus } from '#shared/contract/sync.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Meter } from '../../ui/meter.tsx';
import styles from './sync.module.css';

/** What is on its way now, and how far; nothing while nothing is. */
export function Activity({ status: { phase, progress } }: { status: SyncStatus }) {
  const say = useMessage();
  const { count } = useFormats();
  if (phase === 'resting') return null;
  const label = say(`sync.is-${phase}`);
  if (progress === null) return <p className={styles.activity}>{label}</p>;
  const { done, total } = progress;
  return (
    <div className={styles.activity}>
      <Meter
        label={label}
        share={total === 0 ? 0 : done / total}
        count={say('sync.progress', { done: count(done), total: count(total) })}
      />
    </div>
  );
}
