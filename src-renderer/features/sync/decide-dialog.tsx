import type { Refused } from '#shared/contract/refused.ts';
import type { SyncConflict } from '#shared/contract/sync.ts';
import { takenIn } from '#shared/sync/taken.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { newIn } from './choices.ts';
import styles from './sync.module.css';

interface DecideDialogProps {
  readonly of: readonly SyncConflict[];
  readonly choice: 'mine' | 'theirs';
  readonly left: ReadonlyMap<string, Refused>;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onDecide: (of: readonly SyncConflict[], choice: 'mine' | 'theirs') => void;
  readonly onClose: () => void;
}

/** As many reasons are read in a dialog; each stands in its row too. */
const SHOWN = 5;

/** Says what a choice for one or many comes to before it is made. */
export function DecideDialog({ of, choice, left, isPending, error, onDecide, onClose }: DecideDialogProps) {
  const say = useMessage();
  const { money } = useFormats();
  const fit = of.filter(({ choices }) => choices.includes(choice));
  const others = of.length - fit.length;
  const fresh = choice === 'theirs' ? newIn(fit) : 0;
  const taken = choice === 'theirs' ? takenIn(fit) : null;
  // One is called by its name; of a customer who is new it is the customer who goes.
  const one = of.length === 1 ? (fit[0]?.title ?? null) : null;
  const isRemoval = fresh > 0 && fresh === fit.length;
  const title =
    choice === 'mine'
      ? say('sync.mine-title', { count: fit.length })
      : one === null
        ? say(isRemoval ? 'sync.remove-title' : 'sync.theirs-title', { count: fit.length })
        : say(isRemoval ? 'sync.remove-title-of' : 'sync.theirs-title-of', { title: one });
  const unsolved = fit.filter(({ id }) => left.has(id));
  return (
    <AskDialog
      title={title}
      kind={fresh > 0 || taken !== null ? 'danger' : 'primary'}
      word={say(choice === 'mine' ? 'sync.mine-do' : isRemoval ? 'sync.remove-do' : 'sync.theirs-do')}
      isReady={fit.length > 0}
      isPending={isPending}
      wrong={error === null ? null : sentenceOf(error, say)}
      onDo={() => onDecide(fit, choice)}
      onClose={onClose}
    >
      <p>{say(choice === 'mine' ? 'sync.mine-text' : isRemoval ? 'sync.remove-text' : 'sync.theirs-text')}</p>
      {fresh > 0 && (
        <p>
          <strong>{say('sync.theirs-new', { count: fresh })}</strong>
        </p>
      )}
      {taken !== null && (
        <p>
          {say('sync.theirs-taken', {
            ...{ count: taken.payments, amount: money(taken.amount), currency: taken.currency },
          })}
        </p>
      )}
      {others > 0 && <p className="muted">{say('sync.others', { count: others })}</p>}
      {unsolved.length > 0 && (
        <div className={styles.wrong} role="alert">
          <p>{say('sync.unsolved', { count: unsolved.length })}</p>
          <ul>
            {unsolved.slice(0, SHOWN).map(({ id, title }) => {
              const reason = left.get(id);
              return (
                <li key={id}>
                  {title}: {reason && refusedSentence(reason, say)}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </AskDialog>
  );
}
