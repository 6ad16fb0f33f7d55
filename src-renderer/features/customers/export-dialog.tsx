import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  CUSTOMER_COLUMNS,
  type CustomerColumn,
  type CustomerSelection,
  type CustomerSort,
} from '#shared/contract/customers.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download } from '../../ui/download.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import actionStyles from './actions.module.css';
import styles from './list-bar.module.css';
import { useReference } from './use-reference.ts';

interface ExportDialogProps {
  readonly which: CustomerSelection;
  readonly count: number;
  readonly sort: CustomerSort;
  readonly columns: readonly CustomerColumn[];
  readonly onClose: () => void;
}

/** The list as a file: as it is shown, or with all that is known. Passwords only when asked for, and that is recorded. */
export function ExportDialog({ which, count, sort, columns, onClose }: ExportDialogProps) {
  const say = useMessage();
  const { customFields } = useReference();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [extent, setExtent] = useState<'shown' | 'all'>('shown');
  const [passwords, setPasswords] = useState(false);
  const all: readonly CustomerColumn[] = [
    ...CUSTOMER_COLUMNS,
    ...customFields.map(({ id }) => `custom:${id}` as const),
  ];
  const file = useMutation(
    core.customers.export.mutationOptions({
      onSuccess: (made) => {
        download(made);
        onClose();
      },
    }),
  );
  const start = (): void =>
    file.mutate({ which, sort, columns: [...(extent === 'shown' ? columns : all.slice(0, 60))], format, passwords });
  return (
    <Dialog
      title={say('customers.export-title', { count })}
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" disabled={file.isPending} onClick={start}>
            {say(file.isPending ? 'customers.exporting' : 'customers.download')}
          </Button>
        </>
      }
    >
      <div className={actionStyles.form}>
        <RadioList
          label={say('customers.format')}
          choices={[
            { value: 'xlsx', word: say('customers.format-xlsx') },
            { value: 'csv', word: say('customers.format-csv') },
          ]}
          value={format}
          onChoose={setFormat}
        />
        <RadioList
          label={say('customers.columns')}
          choices={[
            { value: 'shown', word: say('customers.columns-shown', { count: columns.length }) },
            { value: 'all', word: say('customers.columns-all', { count: Math.min(60, all.length) }) },
          ]}
          value={extent}
          onChoose={setExtent}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={passwords}
            aria-describedby="export-passwords"
            onChange={(event) => setPasswords(event.currentTarget.checked)}
          />
          {say('customers.with-passwords')}
        </label>
        <p id="export-passwords" className={passwords ? styles.warning : 'muted'}>
          {say(passwords ? 'customers.passwords-warning' : 'customers.passwords-left-out')}
        </p>
        {file.error !== null && (
          <p className={styles.warning} role="alert">
            {sentenceOf(file.error, say)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
