import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './sign-in.module.css';
import { useCountdown } from './use-countdown.ts';
import { useEntering } from './use-entering.ts';

/** Name and password. After several wrong ones it counts the seconds down that have to be waited for. */
export function SignInForm({ name: known }: { name: string | null }) {
  const say = useMessage();
  const enter = useEntering();
  const [name, setName] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [seconds, wait] = useCountdown();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (typed: { name: string; password: string }) => client.signIn.enter(typed),
    gcTime: 0,
    onSuccess: (state) => enter(state, known),
    onError: (failure) => {
      const refusal = refusalOf(failure);
      if (refusal?.code === 'sign-in-wait') wait(Number(refusal.params['seconds']));
      if (refusal?.code === 'sign-in-wrong') {
        setPassword('');
        passwordField.current?.focus();
      }
    },
  });
  useEffect(() => {
    (known === null ? nameField : passwordField).current?.focus();
  }, [known]);

  const isWaiting = seconds > 0;
  const said = isWaiting
    ? say('signIn.wait', { count: seconds })
    : error !== null && refusalOf(error)?.code !== 'sign-in-wait' && sentenceOf(error, say);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending && !isWaiting) mutate({ name, password });
      }}
    >
      {known === null ? (
        <TextInput
          ref={nameField}
          label={say('signIn.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
        />
      ) : (
        // For the browser's own keeper of passwords.
        <input type="text" name="username" autoComplete="username" value={known} readOnly hidden />
      )}
      <PasswordField
        ref={passwordField}
        label={say('signIn.password')}
        kind="current"
        value={password}
        onChange={setPassword}
      />
      <p className={styles.said} role="alert">
        {said}
      </p>
      <Button kind="primary" type="submit" disabled={isPending || isWaiting || name.trim() === '' || password === ''}>
        {isPending ? say('signIn.entering') : say(known === null ? 'signIn.enter' : 'signIn.unlock')}
      </Button>
    </form>
  );
}
