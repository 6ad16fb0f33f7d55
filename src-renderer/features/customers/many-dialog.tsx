import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useId, useState } from 'react';
import { folded } from '#shared/domain/text.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useCurrency } from '../../messages/use-currency.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type ActionDialogProps, isGrave } from './action-dialog.tsx';
import { ActionFields } from './action-fields.tsx';
import { draftFor, termsOf } from './action-terms.ts';
import styles from './actions.module.css';
import { Preview, usePreview } from './preview.tsx';
import { beginRun } from './run-action.ts';

/** An action on many customers: whom it concerns and whom not, a typed word where it is grave, then its run. */
export function ManyDialog({ action, target, onClose }: ActionDialogProps) {
  const say = useMessage();
  const form = useId();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftFor(undefined, ''));
  const [typed, setTyped] = useState('');
  // The run's id: however often the button is clicked, and whatever reply is lost, there is this one run.
  const [request] = useState(() => crypto.randomUUID());
  const currency = useCurrency();
  const terms = termsOf(action, draft, { isOne: false, currency });
  const preview = usePreview(target, terms);
  const word = say(action === 'delete' ? 'actions.word-delete' : 'actions.word-suspend');
  const isConfirmed = !isGrave(action) || folded(typed) === folded(word);
  const nobody = preview.data?.affected === 0 && !preview.isPlaceholderData;

  const start = useMutation({
    mutationFn: beginRun,
    onSuccess: () => {
      // The run stands in the address: a page that is loaded anew finds it again.
      void navigate({ to: '.', search: (now) => ({ ...now, run: request }) });
      onClose();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (terms === null || !isConfirmed || nobody || start.isPending) return;
    start.mutate({ request, which: target.which, terms });
  };
  return (
    <Dialog
      title={say('actions.title-many', { action: say(`actions.do-${action}`), count: target.count })}
      opened
      onClose={onClose}
      width={540}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button
            kind={isGrave(action) ? 'danger' : 'primary'}
            type="submit"
            form={form}
            disabled={terms === null || !isConfirmed || nobody || start.isPending}
          >
            {say('actions.do-many', {
              action: say(`actions.do-${action}`),
              count: preview.data?.affected ?? target.count,
            })}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <p>{say(`actions.means-${action}`)}</p>
        <ActionFields action={action} one={undefined} draft={draft} onChange={setDraft} />
        {terms !== null && <Preview terms={terms} preview={preview} />}
        {isGrave(action) && (
          <TextInput
            label={say('actions.type-word', { word })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {start.error !== null && (
          <p className={styles.problem} role="alert">
            {sentenceOf(start.error, say)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
