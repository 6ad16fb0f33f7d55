import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { core } from '../../host/core.ts';
import { inputSentence, refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { NotForYou, Notice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { SetPasswordDialog, useMay } from '../sign-in/index.ts';
import { Certificate } from './certificate.tsx';
import { Part } from './part.tsx';
import styles from './sync.module.css';

/** A console that works alone: what a server is for, and how it gets one. */
export function Enrol({ notice }: { notice: ReactNode }) {
  const say = useMessage();
  const may = useMay('sync.enrol');
  return (
    <Page title={say('shell.sync')}>
      {notice}
      <div className={styles.intro}>
        <h2>{say('sync.alone')}</h2>
        <p>{say('sync.alone-text')}</p>
        <ul>
          <li>{say('sync.for-offices')}</li>
          <li>{say('sync.for-radius')}</li>
          <li>{say('sync.for-offline')}</li>
        </ul>
      </div>
      {may.allowed ? <EnrolForm /> : <NotForYou why={may.why} />}
    </Page>
  );
}

interface EnrolFormProps {
  /** The server that knew this console, where it is let in no more: it is most likely the same one. */
  readonly again?: NonNullable<SyncStatus['server']>;
}

/** Looks for a server, spends a code. */
export function EnrolForm({ again }: EnrolFormProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const codeField = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState(again?.url ?? '');
  const [code, setCode] = useState('');
  const [consoleName, setConsoleName] = useState(again?.consoleName ?? '');
  const [trusted, setTrusted] = useState(again?.fingerprint ?? null);
  const look = useMutation(core.sync.look.mutationOptions());
  const enrol = useMutation(
    core.sync.enrol.mutationOptions({
      onSuccess: async (preview) => {
        cache.setQueryData(core.sync.preview.queryKey(), preview);
        await cache.invalidateQueries({ queryKey: core.sync.status.key() });
      },
    }),
  );
  const typed = url.trim();
  // What was found holds for the address that was looked at, not for what was typed since.
  const isOfNow = look.variables?.url === typed;
  const found = isOfNow ? look.data : undefined;
  const certificate = found?.certificate ?? null;
  const isTrusted = certificate === null || certificate.fingerprint === trusted;
  const isReady = found !== undefined && isTrusted;
  // The button that trusts is gone then, and with it the focus.
  useEffect(() => {
    if (trusted !== null && isReady) codeField.current?.focus();
  }, [trusted, isReady]);
  const lookNow = (): void => {
    setTrusted(again?.fingerprint ?? null);
    enrol.reset();
    look.mutate({ url: typed, fingerprint: null });
  };
  const connect = (): void => {
    if (isReady && code.trim() !== '' && consoleName.trim() !== '' && !enrol.isPending) {
      enrol.mutate({ url: typed, code: code.trim(), fingerprint: trusted, consoleName: consoleName.trim() });
    }
  };
  return (
    <form
      noValidate
      className={styles.enrol}
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      <OwnPassword />
      <Part title={say('sync.where')} what={say('sync.where-what')}>
        <div className={styles.beside}>
          <TextInput
            className={styles.address ?? ''}
            label={say('sync.url')}
            placeholder={say('sync.url-like')}
            value={url}
            required
            disabled={enrol.isPending}
            autoComplete="off"
            spellCheck={false}
            inputMode="url"
            error={
              look.error !== null && isOfNow
                ? (inputSentence(refusalOf(look.error), say) ?? sentenceOf(look.error, say))
                : undefined
            }
            onChange={(event) => setUrl(event.currentTarget.value)}
            // Enter looks for the server; in the other fields it connects.
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              if (typed !== '' && !look.isPending) lookNow();
            }}
          />
          <Button
            kind={found === undefined ? 'primary' : 'plain'}
            disabled={typed === '' || look.isPending || enrol.isPending}
            onClick={lookNow}
          >
            {say(look.isPending ? 'sync.looking' : found === undefined ? 'sync.look' : 'sync.look-again')}
          </Button>
        </div>
        <div role="status">
          {found !== undefined && (
            <Status glyph="tick" tone="good">
              {say('sync.found', { version: found.version })}
            </Status>
          )}
        </div>
        {certificate !== null && (
          <Certificate
            of={certificate}
            isTrusted={isTrusted}
            onTrust={(isSo) => setTrusted(isSo ? certificate.fingerprint : null)}
          />
        )}
      </Part>
      <Part title={say('sync.who')} what={say('sync.who-what')}>
        <div className={styles.pair}>
          <TextInput
            ref={codeField}
            label={say('sync.code')}
            value={code}
            required
            disabled={!isReady || enrol.isPending}
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            classNames={{ input: 'mono' }}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextInput
            label={say('sync.console-name')}
            placeholder={say('sync.console-name-like')}
            value={consoleName}
            required
            disabled={!isReady || enrol.isPending}
            autoComplete="off"
            maxLength={100}
            onChange={(event) => setConsoleName(event.currentTarget.value)}
          />
        </div>
        {enrol.error !== null && (
          <p className={styles.wrong} role="alert">
            {sentenceOf(enrol.error, say)}
          </p>
        )}
        <div className={styles.beside}>
          <Button
            type="submit"
            kind="primary"
            disabled={!isReady || code.trim() === '' || consoleName.trim() === '' || enrol.isPending}
          >
            {say(enrol.isPending ? 'sync.connecting' : 'sync.connect')}
          </Button>
          <span className="muted">
            {say(isReady ? 'sync.connect-hint' : found === undefined ? 'sync.connect-first' : 'sync.connect-trust')}
          </span>
        </div>
      </Part>
    </form>
  );
}

/** From the enrolment on everybody signs in: who has no password could not come back. */
function OwnPassword() {
  const say = useMessage();
  const [isAsked, setAsked] = useState(false);
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  if (state === undefined || state.isNeeded) return null;
  return (
    <>
      <Notice actions={<Button onClick={() => setAsked(true)}>{say('signIn.set-password-open')}</Button>}>
        {say('sync.own-password')}
      </Notice>
      <SetPasswordDialog opened={isAsked} onClose={() => setAsked(false)} />
    </>
  );
}
