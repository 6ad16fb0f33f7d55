import { IconAlertTriangle, IconInbox, IconLock, IconSearchOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { sentenceOf } from '../host/refusal.ts';
import { useFormats } from '../messages/use-formats.ts';
import { useMessage } from '../messages/use-message.ts';
import { Button } from './button.tsx';
import styles from './page-states.module.css';

/** How long nothing is said of waiting, in ms: most answers are there before it. */
const PATIENCE = 300;

/** While the first answer is on its way. */
export function Loading() {
  const say = useMessage();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.state} role="status" aria-busy="true">
      {late && <p>{say('common.loading')}</p>}
    </div>
  );
}

/** Nothing here yet: what it is for, and how to begin. */
export function NothingYet({ title, text, actions }: { title: string; text: string; actions: ReactNode }) {
  return (
    <section className={styles.state}>
      <IconInbox size={32} stroke={1.25} aria-hidden="true" />
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={styles.actions}>{actions}</div>
    </section>
  );
}

/** There is something, but nothing of it is what was asked for. */
export function NoMatches({ text, word, onClear }: { text: string; word?: string; onClear: () => void }) {
  const say = useMessage();
  return (
    <section className={styles.state} role="status">
      <IconSearchOff size={32} stroke={1.25} aria-hidden="true" />
      <h2>{say('common.no-matches')}</h2>
      <p>{text}</p>
      <div className={styles.actions}>
        <Button onClick={onClear}>{word ?? say('common.clear-filters')}</Button>
      </div>
    </section>
  );
}

/** It is there, but not for somebody of this role. */
export function NotForYou({ why }: { why: string | undefined }) {
  const say = useMessage();
  return (
    <section className={styles.state} role="status">
      <IconLock size={32} stroke={1.25} aria-hidden="true" />
      <h2>{say('signIn.not-for-you')}</h2>
      <p>{why}</p>
    </section>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** When it last went well, in ms since 1970; 0 for never. */
  readonly lastGood?: number;
}

/** It could not be loaded: why, since when, and the way to try again. */
export function CouldNotLoad({ error, onRetry, lastGood = 0 }: FailureProps) {
  const say = useMessage();
  const { time } = useFormats();
  return (
    <section className={styles.state} role="alert">
      <IconAlertTriangle size={32} stroke={1.25} aria-hidden="true" />
      <h2>{say('common.could-not-load')}</h2>
      <p>{sentenceOf(error, say)}</p>
      {lastGood > 0 && <p>{say('common.last-good', { time: time(lastGood) })}</p>}
      <div className={styles.actions}>
        <Button onClick={onRetry}>{say('common.retry')}</Button>
      </div>
    </section>
  );
}

/** The same over a page that still shows what was loaded before. */
export function StaleNotice({ error, onRetry, lastGood = 0 }: FailureProps) {
  const say = useMessage();
  const { time } = useFormats();
  return (
    <div className={`${styles.notice} ${styles.bad}`} role="alert">
      <p>
        {sentenceOf(error, say)} {lastGood > 0 && say('common.showing-from', { time: time(lastGood) })}
      </p>
      <Button onClick={onRetry}>{say('common.retry')}</Button>
    </div>
  );
}

/** A line over the page about something that waits for the person. */
export function Notice({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.notice} role="note">
      <p>{children}</p>
      {actions}
    </div>
  );
}
