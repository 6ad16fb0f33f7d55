import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading, Notice } from '../../ui/page-states.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './recovery.module.css';

interface RecoveryDialogProps {
  readonly opened: boolean;
  /** After it was written down, or put off. */
  readonly onClose: () => void;
}

/** Makes a recovery code and shows it this once; it counts when somebody says that it is written down. */
export function RecoveryDialog({ opened, onClose }: RecoveryDialogProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const { mutate, reset, data, error } = useMutation(core.settings.newRecoveryCode.mutationOptions({ gcTime: 0 }));
  const confirm = useMutation(
    core.settings.confirmRecoveryCode.mutationOptions({
      onSuccess: (settings) => {
        cache.setQueryData(core.settings.get.queryKey(), settings);
        onClose();
      },
    }),
  );
  useEffect(() => {
    if (opened) mutate({});
    else reset();
  }, [opened, mutate, reset]);

  const failure = error ?? confirm.error;
  return (
    <Dialog
      title={say('settings.recovery')}
      opened={opened}
      onClose={onClose}
      width={520}
      lightDismiss={false}
      actions={
        <>
          <Button onClick={onClose}>{say('settings.recovery-later')}</Button>
          <Button kind="primary" disabled={data === undefined || confirm.isPending} onClick={() => confirm.mutate({})}>
            {say('settings.recovery-written')}
          </Button>
        </>
      }
    >
      <p>{say('settings.recovery-what')}</p>
      {data === undefined && failure === null && <Loading />}
      {data !== undefined && <CodeSheet code={data.code} />}
      {failure !== null && <p role="alert">{sentenceOf(failure, say)}</p>}
    </Dialog>
  );
}

/** The code as it stands on the screen and on paper. */
function CodeSheet({ code }: { code: string }) {
  const say = useMessage();
  const { date } = useFormats();
  const [copied, setCopied] = useState(false);
  const { data: settings } = useQuery(core.settings.get.queryOptions());
  return (
    <>
      <div className={styles.code} data-testid="recovery-code">
        {code}
      </div>
      <p>{say('settings.recovery-once')}</p>
      <PrintSheet>
        <h1>{say('settings.recovery-sheet', { date: date(new Date().toISOString()) })}</h1>
        <p>{say('settings.recovery-what')}</p>
        <code>{code}</code>
        {settings !== undefined && <p>{say('shell.data-folder', { folder: settings.dataFolder })}</p>}
      </PrintSheet>
      <p role="status" className="unseen">
        {copied && say('settings.copied')}
      </p>
      <div className={styles.ways}>
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(code).then(() => setCopied(true));
          }}
        >
          {copied ? say('settings.copied') : say('settings.copy')}
        </Button>
        <Button onClick={() => window.print()}>{say('settings.print')}</Button>
      </div>
    </>
  );
}

/** Over every page until the code is written down: without it a broken computer takes the passwords with it. */
export function RecoveryNotice() {
  const say = useMessage();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(core.settings.get.queryOptions());
  const { allowed } = useMay('settings.newRecoveryCode');
  const due = allowed && data !== undefined && !data.recoveryConfirmed && !data.empty && !data.locked;
  return (
    <>
      {due && (
        <Notice actions={<Button onClick={() => setOpened(true)}>{say('settings.recovery-show')}</Button>}>
          {say('settings.recovery-due')}
        </Notice>
      )}
      <RecoveryDialog opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
