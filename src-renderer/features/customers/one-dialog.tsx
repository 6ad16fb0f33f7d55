import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { decimalOf } from '#shared/domain/money/money.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useCurrency } from '../../messages/use-currency.ts';
import { personOf } from '../../messages/person.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type ActionDialogProps, isGrave } from './action-dialog.tsx';
import { ActionFields } from './action-fields.tsx';
import { draftFor, type TermsDraft, termsOf } from './action-terms.ts';
import styles from './actions.module.css';
import { type FieldProblems, fieldOf, Why } from './field-problems.tsx';
import { amountOf, missingIn } from './money-terms.ts';
import { newPassword } from './new-password.ts';
import { Notes, usePreview } from './preview.tsx';
import { RestoreConflict } from './restore-conflict.tsx';
import { prefillOf, useDue } from './use-due.ts';
import { useUnusual } from './use-unusual.ts';
import { useSingleAction } from './use-single-action.ts';

/** An action on one customer: what it means, what it needs, and one Enter. */
export function OneDialog({ action, target, one, onClose }: ActionDialogProps & { readonly one: CustomerLine }) {
  const say = useMessage();
  const form = useId();
  const { money } = useFormats();
  const currency = useCurrency();
  const [typed, setTyped] = useState(() => draftFor(one, newPassword()));
  const due = useDue(action, one.id);
  const draft = { ...typed, amount: typed.amount ?? prefillOf(action, due) };
  const terms = termsOf(action, draft, { isOne: true, currency });
  const paid = amountOf(draft.amount, currency, true);
  const amount = money(decimalOf(paid ?? 0, currency));
  const name = personOf(one, say);
  const unusual = useUnusual(one.id, due, paid);
  // The amount that was asked about: a second yes takes it.
  const [asked, setAsked] = useState<string | null>(null);
  const isAsking = unusual !== null && asked !== null && asked === draft.amount;
  const { run, isPending, error, outcome, reset } = useSingleAction(action, { name, amount }, onClose);
  const preview = usePreview(target, terms);
  const foreseen = (terms === null || preview.isPlaceholderData ? null : preview.data?.refused[0]?.reason) ?? null;
  const reason = outcome?.reason ?? foreseen;
  const field = fieldOf(reason);
  // What no field of the dialog can mend: there is nothing to press the button for.
  const isHindered = foreseen !== null && fieldOf(foreseen) === null && action !== 'restore';
  const missing = terms === null ? missingIn(action, draft, currency) : null;
  const { frame, isAsked, ask, forget } = useAskedFor();
  const problems: FieldProblems =
    missing !== null && isAsked
      ? { [missing]: say(`actions.missing-${missing}`) }
      : reason !== null && field !== null
        ? { [field]: <Why of={reason} /> }
        : {};
  const setDraft = (next: TermsDraft): void => {
    setTyped(next);
    forget();
    // What stands against a username or an address stays until another one is there.
    if (action !== 'restore') reset();
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (missing !== null) ask();
    else if (terms === null || isHindered) return;
    else if (unusual !== null && !isAsking) setAsked(draft.amount);
    else run({ which: target.which, terms });
  };
  return (
    <Dialog
      title={say('actions.title-one', { action: say(`actions.do-${action}`), name })}
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button
            kind={isGrave(action) ? 'danger' : 'primary'}
            type="submit"
            form={form}
            disabled={(terms === null && missing === null) || isPending}
            aria-disabled={isHindered || undefined}
            data-autofocus={NEEDS_NOTHING.has(action) || undefined}
          >
            {isAsking ? say('actions.take-anyway', { amount }) : say(`actions.do-${action}`)}
          </Button>
        </>
      }
    >
      <form id={form} ref={frame} className={styles.form} onSubmit={submit} noValidate>
        <p>{say(`actions.means-${action}`)}</p>
        <ActionFields action={action} one={one} draft={draft} onChange={setDraft} due={due} problems={problems} />
        {action === 'restore' && reason !== null ? (
          <RestoreConflict one={one} reason={reason} draft={draft} onChange={setDraft} />
        ) : (
          reason !== null &&
          field === null && (
            <p className={styles.problem} role="alert">
              <Why of={reason} />
            </p>
          )
        )}
        {reason === null && !preview.isPlaceholderData && <Notes of={preview} />}
        {isAsking && (
          <p className={styles.unusual} role="alert">
            {say('actions.unusual', { amount, due: money(decimalOf(unusual.due, currency)) })}
          </p>
        )}
        {error !== null && (
          <p className={styles.problem} role="alert">
            {sentenceOf(error, say)}
          </p>
        )}
      </form>
    </Dialog>
  );
}

/** Whether the button was pressed while something was missing; the keyboard is at it then. */
function useAskedFor() {
  const frame = useRef<HTMLFormElement>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [times]);
  return { frame, isAsked: times > 0, ask: () => setTimes(times + 1), forget: () => setTimes(0) };
}

/** Enter does these at once: there is nothing to fill in. */
const NEEDS_NOTHING = new Set(['activate', 'reactivate', 'delete', 'restore', 'send-details', 'disconnect']);
