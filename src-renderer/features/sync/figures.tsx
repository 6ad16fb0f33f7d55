import type { ReactNode } from 'react';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './sync.module.css';
import { useMoment } from './use-moment.ts';

interface FiguresProps {
  readonly status: SyncStatus;
  readonly server: NonNullable<SyncStatus['server']>;
}

/** How much waits, was refused and was done, and with whom. */
export function Figures({ status, server }: FiguresProps) {
  const say = useMessage();
  const moment = useMoment();
  const { count, dateTime } = useFormats();
  const { waiting, refused, conflicts, doneToday, fullAt, contactAt } = status;
  const when = (instant: string | null): string => (instant === null ? say('sync.never') : moment(instant));
  return (
    <div className={styles.figures}>
      <dl>
        <Figure name={say('sync.waiting')}>{count(waiting)}</Figure>
        <Figure name={say('sync.refused')} isBad={refused > 0}>
          {count(refused)}
        </Figure>
        <Figure name={say('sync.conflicts')} isBad={conflicts > 0}>
          {count(conflicts)}
        </Figure>
        <Figure name={say('sync.done-today')}>{count(doneToday)}</Figure>
        <Figure name={say('sync.full-at')}>{when(fullAt)}</Figure>
        <Figure name={say('sync.contact-at')}>{when(contactAt)}</Figure>
      </dl>
      <p className="muted">
        {say('sync.with', { operator: server.operator, console: server.consoleName })}
        <br />
        <span className="mono" title={say('sync.since', { at: dateTime(server.enrolledAt) })}>
          {server.url}
        </span>
      </p>
    </div>
  );
}

function Figure({ name, isBad = false, children }: { name: string; isBad?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-bad={isBad || undefined}>{children}</dd>
    </div>
  );
}
