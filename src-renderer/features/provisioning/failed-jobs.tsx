import { Link } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import styles from './jobs.module.css';
import { useJobCounts } from './use-job-counts.ts';

/** Leads to what failed on routers; nothing where nothing did. */
export function FailedJobs() {
  const say = useMessage();
  const failed = useJobCounts()?.failed ?? 0;
  if (failed === 0) return null;
  return (
    <Link to="/jobs" search={{ state: 'failed' }} className={styles.failed}>
      <Status glyph="square" tone="bad">
        {say('jobs.troubled', { count: failed })}
      </Status>
    </Link>
  );
}
