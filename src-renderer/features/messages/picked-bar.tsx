import type { MessageLine } from '#shared/contract/messages.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './messages.module.css';

/** A trial is made anew instead, and whoever went to another operator is written to from there. */
export const canSendAgain = ({ customer, state }: MessageLine): boolean =>
  customer !== null && (state === 'failed' || state === 'unknown');
export const canCancel = ({ state }: MessageLine): boolean => state === 'waiting';

interface PickedBarProps {
  readonly picked: readonly MessageLine[];
  readonly onAgain: (lines: readonly MessageLine[]) => void;
  readonly onCancel: (lines: readonly MessageLine[]) => void;
  readonly onNone: () => void;
}

/** What can be done with the messages that are picked. */
export function PickedBar({ picked, onAgain, onCancel, onNone }: PickedBarProps) {
  const say = useMessage();
  const again = picked.filter(canSendAgain);
  const waiting = picked.filter(canCancel);
  return (
    <div className={styles.picked} role="region" aria-label={say('messages.picked')}>
      <strong role="status">{say('customers.picked-count', { count: picked.length })}</strong>
      <Button kind="quiet" onClick={onNone}>
        {say('customers.pick-none')}
      </Button>
      <span className={styles.gap} />
      <Button disabled={again.length === 0} onClick={() => onAgain(again)}>
        {say('messages.send-again-many', { count: again.length })}
      </Button>
      <Button disabled={waiting.length === 0} onClick={() => onCancel(waiting)}>
        {say('messages.cancel-many', { count: waiting.length })}
      </Button>
    </div>
  );
}
