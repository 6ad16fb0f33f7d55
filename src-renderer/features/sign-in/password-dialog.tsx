import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { client, core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { LEAST } from './least.ts';
import styles from './sign-in.module.css';
import { useEntering } from './use-entering.ts';

interface SetPasswordDialogProps {
  readonly opened: boolean;
  /** After it was set, or put off. */
  readonly onClose: () => void;
  /** What the button says that puts it off. */
  readonly later?: boolean;
}

/** One's own password: the first one, from which on everybody is asked who they are, or another one. */
export function SetPasswordDialog(props: SetPasswordDialogProps) {
  // What was typed goes when it is closed.
  return props.opened ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, later = false }: SetPasswordDialogProps) {
  const say = useMessage();
  const enter = useEntering();
  const form = useId();
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const isFirst = state?.isNeeded !== true;
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.signIn.changePassword({ current: isFirst ? null : current, password }),
    gcTime: 0,
    onSuccess: async (now) => {
      onClose();
      toast({ message: say(isFirst ? 'signIn.first-set' : 'signIn.changed', { name: now.who?.name ?? '' }) });
      await enter(now, now.who?.name ?? null);
    },
  });
  const isWrong = error !== null && refusalOf(error)?.code === 'sign-in-wrong';
  const isReady = password.length >= LEAST && (isFirst || current !== '');
  return (
    <Dialog
      title={say(isFirst ? 'signIn.set-password' : 'signIn.change-password')}
      opened
      onClose={onClose}
      lightDismiss={!isPending && current === '' && password === ''}
      actions={
        <>
          <Button onClick={onClose}>{say(later ? 'signIn.later' : 'common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} disabled={isPending || !isReady}>
            {say(isFirst ? 'signIn.set-do' : 'signIn.change-do')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending && isReady) mutate();
        }}
      >
        <p>{isFirst ? say('signIn.set-what', { name: state?.who?.name ?? '' }) : say('signIn.change-what')}</p>
        {/* For the browser's own keeper of passwords. */}
        <input type="text" name="username" autoComplete="username" value={state?.who?.name ?? ''} readOnly hidden />
        {!isFirst && (
          <PasswordField
            label={say('signIn.current-password')}
            kind="current"
            first
            value={current}
            onChange={setCurrent}
            error={isWrong ? say('signIn.current-wrong') : undefined}
          />
        )}
        <PasswordField
          label={say('signIn.new-password')}
          hint={say('signIn.at-least', { count: LEAST })}
          kind="new"
          first={isFirst}
          value={password}
          onChange={setPassword}
        />
        <p className={styles.said} role="alert">
          {error !== null && !isWrong && sentenceOf(error, say)}
        </p>
      </form>
    </Dialog>
  );
}
