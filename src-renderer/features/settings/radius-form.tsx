import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RadiusServerLine } from '#shared/contract/radius.ts';
import { core } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { AskBeforeLeaving } from '../../ui/leave-dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './radius.module.css';

const USUAL_PORT = '1812';
const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** Where the server is, and its secret. `own` is null for a new one. */
export function RadiusForm({ own, children }: { own: RadiusServerLine | null; children?: ReactNode }) {
  const say = useMessage();
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [before, setBefore] = useState({ host: own?.host ?? '', port: String(own?.port ?? USUAL_PORT) });
  const [{ host, port }, setPlace] = useState(before);
  const [secret, setSecret] = useState('');
  const { mutate, reset, isPending, error } = useMutation(
    core.radius.changeServer.mutationOptions({
      onSuccess: async () => {
        // What was saved is there from now on, also while it is read again: leaving the page asks nothing.
        setSecret('');
        setBefore({ host, port });
        await cache.invalidateQueries({ queryKey: core.radius.key() });
        toast({ message: say('radius.saved'), about: 'radius' });
      },
    }),
  );
  const wrongField = refusalOf(error)?.params['field'];
  const sentence = error === null ? undefined : sentenceOf(error, say);
  const problem = (field: string): string | undefined => (field === wrongField ? sentence : undefined);
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const typed = (place: { host: string; port: string }): void => {
    setPlace(place);
    reset();
  };
  const portProblem = isPort(port) ? problem('port') : say('radius.port-wrong');
  const isNamed = typeof wrongField === 'string' && ['host', 'port', 'secret'].includes(wrongField);

  return (
    <form
      ref={form}
      className={styles.column}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isPending || !isPort(port) || host.trim() === '') return;
        const asked = { version: own?.version ?? null, host, port: Number(port) };
        mutate(secret === '' ? asked : { ...asked, secret });
      }}
    >
      <div className={styles.place}>
        <TextInput
          label={say('radius.host')}
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          placeholder="192.168.88.2"
          value={host}
          error={problem('host')}
          onChange={(event) => typed({ host: event.currentTarget.value, port })}
        />
        <TextInput
          label={say('radius.port')}
          autoComplete="off"
          inputMode="numeric"
          maxLength={5}
          value={port}
          error={portProblem}
          onChange={(event) => typed({ host, port: event.currentTarget.value.trim() })}
        />
      </div>
      <PasswordField
        label={say('radius.secret')}
        kind="new"
        value={secret}
        hint={say(own === null ? 'radius.secret-hint' : 'radius.secret-kept')}
        error={problem('secret')}
        onChange={(value) => {
          setSecret(value);
          reset();
        }}
      />
      {sentence !== undefined && !isNamed && (
        <p className={styles.wrong} role="alert">
          {sentence}
        </p>
      )}
      <AskBeforeLeaving isChanged={secret !== '' || host !== before.host || port !== before.port} />
      <div className={styles.line}>
        <Button kind="primary" type="submit" disabled={isPending || host.trim() === '' || !isPort(port)}>
          {say('radius.save')}
        </Button>
        {children}
      </div>
    </form>
  );
}
