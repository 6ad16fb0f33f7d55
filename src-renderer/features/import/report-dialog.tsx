import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download } from '../../ui/download.ts';
import styles from './report-dialog.module.css';

const FORMATS = ['xlsx', 'csv'] as const;

/** The refused rows with their reasons as a file, to be corrected and imported again. Passwords only when asked for. */
export function ReportDialog({ session, onClose }: { readonly session: string; readonly onClose: () => void }) {
  const say = useMessage();
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('xlsx');
  const [passwords, setPasswords] = useState(false);
  const report = useMutation(
    core.import.report.mutationOptions({
      onSuccess: (file) => {
        download(file);
        onClose();
      },
    }),
  );
  return (
    <Dialog
      title={say('import.report')}
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('import.cancel')}</Button>
          <Button
            kind="primary"
            disabled={report.isPending}
            onClick={() => report.mutate({ session, format, passwords })}
          >
            {say('import.download')}
          </Button>
        </>
      }
    >
      <p>{say('import.report-text')}</p>
      <fieldset className={styles.formats}>
        <legend className="unseen">{say('import.format')}</legend>
        {FORMATS.map((one) => (
          <label key={one}>
            <input type="radio" name="format" checked={one === format} onChange={() => setFormat(one)} />
            {say(`import.format-${one}`)}
          </label>
        ))}
      </fieldset>
      <label className={styles.passwords}>
        <input
          type="checkbox"
          checked={passwords}
          onChange={(event) => setPasswords(event.currentTarget.checked)}
          aria-describedby="report-passwords"
        />
        {say('import.with-passwords')}
      </label>
      <p id="report-passwords" className={passwords ? styles.warning : 'muted'}>
        {say(passwords ? 'import.passwords-warning' : 'import.passwords-not-needed')}
      </p>
      {report.error !== null && <p role="alert">{sentenceOf(report.error, say)}</p>}
    </Dialog>
  );
}
