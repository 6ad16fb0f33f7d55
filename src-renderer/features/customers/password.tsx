import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './customer-page.module.css';

/** How long a password stays readable, in ms: long enough to read it out on the telephone. */
const SHOWN = 30_000;

/** Dots until somebody asks; the core records who did. */
export function Password({ id, known }: { id: string; known: boolean }) {
  const say = useMessage();
  const { mutate, reset, data, error, isPending } = useMutation(
    core.customers.revealPassword.mutationOptions({ gcTime: 0 }),
  );
  const may = useMay('customers.revealPassword');
  const revealed = data?.password;
  useEffect(() => {
    if (typeof revealed !== 'string') return undefined;
    const timer = setTimeout(reset, SHOWN);
    return () => clearTimeout(timer);
  }, [revealed, reset]);

  if (!known) return <span>{say('customers.password-unknown')}</span>;
  return (
    <span className={styles.password}>
      {typeof revealed === 'string' ? (
        <>
          <span className="mono">{revealed}</span>
          <Button kind="quiet" onClick={reset}>
            {say('customers.hide')}
          </Button>
        </>
      ) : (
        <>
          <span className={styles.dots} aria-label={say('customers.password-hidden')} role="img">
            ••••••••
          </span>
          <Button kind="quiet" disabled={!may.allowed || isPending} title={may.why} onClick={() => mutate({ id })}>
            {say('customers.show-password')}
          </Button>
        </>
      )}
      {error !== null && <span role="alert">{sentenceOf(error, say)}</span>}
    </span>
  );
}
