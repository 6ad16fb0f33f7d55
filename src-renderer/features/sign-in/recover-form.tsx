import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { LEAST } from './least.ts';
import styles from './sign-in.module.css';
import { useEntering } from './use-entering.ts';

/** Whoever has the recovery code on paper sets the first admin's password anew; everybody else asks an admin. */
export function RecoverForm({ before, onBack }: { before: string | null; onBack: () => void }) {
  const say = useMessage();
  const enter = useEntering();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (typed: { code: string; password: string }) => client.signIn.recover(typed),
    gcTime: 0,
    onSuccess: async (state) => {
      toast({ message: say('signIn.recovered', { name: state.who?.name ?? '' }) });
      await enter(state, before);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) mutate({ code, password });
      }}
    >
      <p>{say('signIn.recover-what')}</p>
      <TextInput
        label={say('settings.recovery')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        classNames={{ input: 'mono' }}
        autoFocus
      />
      <PasswordField
        label={say('signIn.new-password')}
        hint={say('signIn.at-least', { count: LEAST })}
        kind="new"
        value={password}
        onChange={setPassword}
      />
      <p className={styles.said} role="alert">
        {error !== null && sentenceOf(error, say)}
      </p>
      <div className={styles.buttons}>
        <Button onClick={onBack}>{say('signIn.back')}</Button>
        <Button kind="primary" type="submit" disabled={isPending || code.trim() === '' || password.length < LEAST}>
          {say('signIn.recover-do')}
        </Button>
      </div>
    </form>
  );
}
