import { type SubmitEvent, useId, useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type ActionDialogProps, isGrave } from './action-dialog.tsx';
import { ActionFields } from './action-fields.tsx';
import { draftFor, termsOf } from './action-terms.ts';
import styles from './actions.module.css';
import { newPassword } from './new-password.ts';
import { Notes, usePreview } from './preview.tsx';
import { RestoreConflict } from './restore-conflict.tsx';
import { useSingleAction } from './use-single-action.ts';

/** An action on one customer: what it means, what it needs, and one Enter. */
export function OneDialog({ action, target, one, onClose }: ActionDialogProps & { readonly one: CustomerLine }) {
  const say = useMessage();
  const form = useId();
  const [draft, setDraft] = useState(() => draftFor(one, newPassword()));
  const terms = termsOf(action, draft, true);
  const { run, isPending, error, outcome } = useSingleAction(action, one.username, onClose);
  const preview = usePreview(target, terms);
  const reason = outcome?.reason ?? (preview.isPlaceholderData ? null : preview.data?.refused[0]?.reason) ?? null;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (terms !== null) run({ which: target.which, terms });
  };
  return (
    <Dialog
      title={say('actions.title-one', { action: say(`actions.do-${action}`), name: one.username })}
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button
            kind={isGrave(action) ? 'danger' : 'primary'}
            type="submit"
            form={form}
            disabled={terms === null || isPending}
            data-autofocus={NEEDS_NOTHING.has(action) || undefined}
          >
            {say(`actions.do-${action}`)}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <p>{say(`actions.means-${action}`)}</p>
        <ActionFields action={action} one={one} draft={draft} onChange={setDraft} />
        {action === 'restore' && reason !== null ? (
          <RestoreConflict one={one} reason={reason} draft={draft} onChange={setDraft} />
        ) : (
          reason !== null && (
            <p className={styles.problem} role="alert">
              {refusedSentence(reason, say)}
            </p>
          )
        )}
        {reason === null && !preview.isPlaceholderData && <Notes of={preview} />}
        {error !== null && (
          <p className={styles.problem} role="alert">
            {sentenceOf(error, say)}
          </p>
        )}
      </form>
    </Dialog>
  );
}

/** Enter does these at once: there is nothing to fill in. */
const NEEDS_NOTHING = new Set(['activate', 'reactivate', 'delete', 'restore']);
