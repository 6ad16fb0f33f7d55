import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { LedgerLine } from '#shared/contract/ledger.ts';
import { client, queryClient } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './billing.module.css';
import { ClockDoubt } from './clock-doubt.tsx';

/** Takes a line back by another one, for a reason that somebody writes. Asked twice it is done once: the core knows the line. */
export function ReverseDialog({ line, onClose }: { line: LedgerLine; onClose: () => void }) {
  const say = useMessage();
  const form = useId();
  const { money, date } = useFormats();
  const [note, setNote] = useState('');
  const amount = money(line.amount.replace(/^-/, ''));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.ledger.reverse({ entry: line.id, note: note.trim() }),
    onSuccess: ({ balance }) => {
      void queryClient.invalidateQueries();
      toast({ message: say('ledger.reversed', { amount, balance: money(balance) }), about: 'customer' });
      onClose();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (note.trim() !== '' && !isPending) mutate();
  };
  return (
    <Dialog
      title={say('ledger.reverse-title', { what: say(`ledger.kind-${line.kind}`), date: date(line.at) })}
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="danger" type="submit" form={form} disabled={note.trim() === '' || isPending}>
            {say('ledger.reverse')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <p>{say('ledger.reverse-text', { amount })}</p>
        <ClockDoubt />
        <TextInput
          label={say('ledger.reverse-why')}
          description={say('ledger.reverse-why-hint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={note}
          maxLength={500}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error !== null && (
          <p className={styles.problem} role="alert">
            {sentenceOf(error, say)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
