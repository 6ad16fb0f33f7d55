import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { RecoverForm } from './recover-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in.module.css';
import { useEntering } from './use-entering.ts';

/** Who is it? Name and password, or the password alone of whom a lock waits for; and the way back for who forgot. */
export function SignInCard({ name }: { name: string | null }) {
  const say = useMessage();
  const enter = useEntering();
  const [isForgotten, setForgotten] = useState(false);
  const other = useMutation({ mutationFn: () => client.signIn.leave(), onSuccess: (state) => enter(state, null) });
  return (
    <section className={styles.card} aria-labelledby="sign-in-title">
      <p className={styles.brand}>{say('app.name')}</p>
      <h1 id="sign-in-title">
        {isForgotten ? say('signIn.recover') : name === null ? say('signIn.title') : say('signIn.locked-for', { name })}
      </h1>
      {isForgotten ? (
        <RecoverForm before={name} onBack={() => setForgotten(false)} />
      ) : (
        <>
          <SignInForm name={name} />
          <p className={styles.more}>
            <Button kind="quiet" onClick={() => setForgotten(true)}>
              {say('signIn.forgot')}
            </Button>
            {name !== null && (
              <Button kind="quiet" disabled={other.isPending} onClick={() => other.mutate()}>
                {say('signIn.somebody-else')}
              </Button>
            )}
          </p>
        </>
      )}
    </section>
  );
}
