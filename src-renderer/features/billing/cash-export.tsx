import { useMutation } from '@tanstack/react-query';
import { client } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { download } from '../../ui/download.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './billing.module.css';

interface CashExportProps {
  readonly asked: { readonly from: string; readonly to: string; readonly operator?: string };
  readonly isEmpty: boolean;
}

/** The report as a file, for who runs an office. */
export function CashExport({ asked, isEmpty }: CashExportProps) {
  const say = useMessage();
  const may = useMay('ledger.exportCash');
  const { mutate, isPending, error } = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') => client.ledger.exportCash({ ...asked, format }),
    onSuccess: (file) => {
      download(file);
      toast({ message: say('cash.exported', { file: file.name }) });
    },
  });
  if (isEmpty) return null;
  const make = (format: 'xlsx' | 'csv') => () => {
    if (!isPending && may.allowed) mutate(format);
  };
  return (
    <>
      <div className={styles.exports}>
        <Button disabled={!may.allowed} title={may.why} aria-disabled={isPending} onClick={make('xlsx')}>
          {say('reports.export-xlsx')}
        </Button>
        <Button disabled={!may.allowed} title={may.why} aria-disabled={isPending} onClick={make('csv')}>
          {say('reports.export-csv')}
        </Button>
      </div>
      {error !== null && (
        <p className={styles.problem} role="alert">
          {sentenceOf(error, say)}
        </p>
      )}
    </>
  );
}
