import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../host/core.ts';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download } from '../../ui/download.ts';
import { useForm, useText } from '../../ui/records/index.ts';
import styles from './routers.module.css';

/** Makes the script that sets a router up; its user and password then stand in the router's form. */
export function SetUpScriptDialog({ onClose }: { onClose: () => void }) {
  const say = useMessage();
  const { typed, set } = useForm();
  const authentication = useText('authentication') === 'radius' ? 'radius' : 'local';
  const [username, setUsername] = useState(useText('username'));
  const [from, setFrom] = useState('');
  const [radiusServer, setRadiusServer] = useState('');
  const [copied, setCopied] = useState(false);
  const make = useMutation({
    mutationFn: () =>
      client.routers.setUpScript({
        username,
        from: from.trim() === '' ? null : from,
        tls: typed['tls'] === true,
        authentication,
        radiusServer: authentication === 'local' || radiusServer.trim() === '' ? null : radiusServer,
      }),
    onSuccess: ({ password }) => {
      set('username', username.trim());
      set('password', password);
    },
  });
  const made = make.data;
  const wrong = refusalOf(make.error)?.params['field'];
  const problem = make.error && sentenceOf(make.error, say);
  return (
    <Dialog
      title={say('routers.script-title')}
      opened
      onClose={onClose}
      width={680}
      lightDismiss={!make.isPending}
      actions={
        made === undefined ? (
          <>
            <Button onClick={onClose}>{say('common.cancel')}</Button>
            <Button kind="primary" disabled={make.isPending || username.trim() === ''} onClick={() => make.mutate()}>
              {say('routers.script-make')}
            </Button>
          </>
        ) : (
          <>
            <Button
              onClick={() => void navigator.clipboard.writeText(made.script).then(() => setCopied(true))}
              aria-live="polite"
            >
              {say(copied ? 'routers.script-copied' : 'routers.script-copy')}
            </Button>
            <Button onClick={() => download(new File([made.script], made.name, { type: 'text/plain' }))}>
              {say('routers.script-save')}
            </Button>
            <Button kind="primary" onClick={onClose}>
              {say('common.close')}
            </Button>
          </>
        )
      }
    >
      {made === undefined ? (
        <div className={styles.script}>
          <p>{say('routers.script-text')}</p>
          <TextInput
            label={say('routers.username')}
            value={username}
            required
            autoComplete="off"
            spellCheck={false}
            data-autofocus=""
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <TextInput
            label={say('routers.script-from')}
            description={say('routers.script-from-hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            classNames={{ input: 'mono' }}
            value={from}
            autoComplete="off"
            error={wrong === 'from' && problem}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          {authentication === 'radius' && (
            <TextInput
              label={say('routers.script-radius-server')}
              description={say('routers.script-radius-server-hint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              classNames={{ input: 'mono' }}
              value={radiusServer}
              autoComplete="off"
              error={wrong === 'radiusServer' && problem}
              onChange={(event) => setRadiusServer(event.currentTarget.value)}
            />
          )}
          {problem !== null && wrong !== 'from' && wrong !== 'radiusServer' && (
            <p className={styles.failure} role="alert">
              {problem}
            </p>
          )}
        </div>
      ) : (
        <div className={styles.script}>
          <p role="status">{say('routers.script-made')}</p>
          <Textarea
            label={say('routers.script-content')}
            classNames={{ input: 'mono' }}
            value={made.script}
            rows={14}
            wrap="off"
            readOnly
            data-autofocus=""
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
      )}
    </Dialog>
  );
}
