import { Link } from '@tanstack/react-router';
import type { RouterLine } from '#shared/contract/routers.ts';
import { differingIn } from '#shared/domain/provisioning/drift.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './routers.module.css';
import { PORTS } from './typed-router.ts';
import { useCheckWords, useMoment } from './use-check-words.ts';

interface Of {
  readonly of: RouterLine;
}

/** Where it is; the port only where it is not the usual one. */
export function Address({ of: { host, port, tls } }: Of) {
  const say = useMessage();
  const isUsual = String(port) === (tls ? PORTS.tls : PORTS.plain);
  const written = host.includes(':') ? `[${host}]` : host;
  const address = isUsual ? written : `${written}:${port}`;
  return tls ? `${address} ${say('routers.with-tls')}` : address;
}

/** Reachable, or since when not and why; with the way to try it. */
export function State({ of, onTest }: Of & { readonly onTest?: () => void }) {
  const say = useMessage();
  const reason = of.contact.reason && refusedSentence(of.contact.reason, say);
  return (
    <div className={styles.state}>
      <Reachable of={of} />
      {onTest && (
        <Button kind="quiet" aria-label={say('routers.test-of', { name: of.name })} onClick={onTest}>
          {say('routers.test-short')}
        </Button>
      )}
      {reason !== null && (
        <p className={styles.reason} title={reason}>
          {reason}
        </p>
      )}
    </div>
  );
}

function Reachable({ of: { hasPassword, contact } }: Of) {
  const say = useMessage();
  const moment = useMoment();
  if (contact.failedAt !== null) {
    return (
      <Status glyph="triangle" tone="bad">
        {say('routers.failing', { since: moment(contact.failedAt) })}
      </Status>
    );
  }
  if (!hasPassword) {
    return (
      <Status glyph="triangle" tone="warn">
        {say('routers.no-password')}
      </Status>
    );
  }
  return contact.answeredAt === null ? (
    <Status glyph="dotted" tone="idle">
      {say('routers.never')}
    </Status>
  ) : (
    <Status glyph="disc" tone="good">
      {say('routers.reachable')}
    </Status>
  );
}

/** Whether Lastmile writes to it. */
export function Use({ of: { writes } }: Of) {
  const say = useMessage();
  return (
    <Status glyph={writes ? 'tick' : 'ring'} tone={writes ? 'good' : 'idle'}>
      {say(writes ? 'routers.is-writing' : 'routers.reads-only')}
    </Status>
  );
}

/** Which console works it. */
export function HeldBy({ of: { holder } }: Of) {
  const say = useMessage();
  if (holder === null) return '–';
  const { who, console } = holder;
  if (who === 'here') {
    return (
      <Status glyph="tick" tone="good">
        {say('routers.held-here')}
      </Status>
    );
  }
  return who === 'nobody' ? (
    <Status glyph="triangle" tone="warn">
      {say('routers.held-nobody')}
    </Status>
  ) : (
    <Status glyph="ring" tone="idle">
      {console === null ? say('routers.held-unnamed') : say('routers.held-by', { console })}
    </Status>
  );
}

export function Sessions({ of: { contact } }: Of) {
  const { count } = useFormats();
  return contact.sessions === null ? '–' : count(contact.sessions);
}

export function Cpu({ of: { contact } }: Of) {
  return contact.cpuLoad === null ? '–' : `${contact.cpuLoad} %`;
}

/** "7.20.4" of "7.20.4 (stable)", with the board beneath the pointer. */
export function Version({ of: { contact } }: Of) {
  const [version = '–'] = contact.version?.split(' ') ?? [];
  return <span title={[contact.version, contact.board].filter(Boolean).join(', ')}>{version}</span>;
}

export function Contact({ of: { contact } }: Of) {
  const moment = useMoment();
  return contact.answeredAt === null ? '–' : moment(contact.answeredAt);
}

/** What the last comparison has found, with the way to look at it; or since when there was none, and why. */
export function Checked({ of, isOpen }: Of & { readonly isOpen: boolean }) {
  const say = useMessage();
  const moment = useMoment();
  const words = useCheckWords();
  const { compared, unread } = of.check;
  if (unread !== null) {
    return (
      <span title={refusedSentence(unread.reason, say)}>
        <Status glyph="triangle" tone="bad">
          {say('routers.check-unread', { since: moment(unread.since) })}
        </Status>
      </span>
    );
  }
  if (compared === null) return '–';
  const differs = differingIn(compared) > 0;
  return (
    <span className={styles.checked}>
      {/* On a router that is only read, what differs is what waits for somebody to let it be written. */}
      <Status glyph={differs ? 'triangle' : 'tick'} tone={differs ? (of.writes ? 'warn' : 'idle') : 'good'}>
        {differs && isOpen ? (
          <Link to="/routers/$id/drift" params={{ id: of.id }}>
            {words(compared)}
          </Link>
        ) : (
          words(compared)
        )}
      </Status>
      <span className="muted">{moment(compared.at)}</span>
    </span>
  );
}

/** How many of its jobs wait or failed, with the way to them where there are any. */
export function Jobs({ of, state }: Of & { readonly state: 'queued' | 'failed' }) {
  const { count } = useFormats();
  if (of[state] === 0) return count(0);
  return (
    <Link to="/jobs" search={{ router: of.id, state }} className={state === 'failed' ? styles.bad : undefined}>
      {count(of[state])}
    </Link>
  );
}
