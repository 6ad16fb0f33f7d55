import { useId } from 'react';
import type { MessageLine } from '#shared/contract/messages.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';

const isTrial = ({ kind }: MessageLine): boolean => kind === 'test';

/** A trial is made anew instead, and whoever went to another operator is written to from there. */
export const canSendAgain = (line: MessageLine): boolean =>
  !isTrial(line) && line.customer !== null && (line.state === 'failed' || line.state === 'unknown');
export const canCancel = ({ state }: MessageLine): boolean => state === 'waiting';

interface PickedMessagesProps {
  readonly picked: readonly MessageLine[];
  readonly onAgain: (lines: readonly MessageLine[]) => void;
  readonly onCancel: (lines: readonly MessageLine[]) => void;
  readonly onNone: () => void;
}

/** What can be done with the messages that are picked. */
export function PickedMessages({ picked, onAgain, onCancel, onNone }: PickedMessagesProps) {
  const say = useMessage();
  const again = picked.filter(canSendAgain);
  const waiting = picked.filter(canCancel);
  const why = useId();
  const hindrance =
    again.length > 0 ? null : say(picked.some(isTrial) ? 'messages.trial-not-again' : 'messages.not-again');
  return (
    <PickedBar label={say('messages.picked')} count={picked.length} onNone={onNone}>
      {hindrance !== null && (
        <span id={why} className="muted">
          {hindrance}
        </span>
      )}
      <Button
        // Not `disabled`: it can be reached, and says why nothing comes of it.
        aria-disabled={hindrance !== null}
        aria-describedby={hindrance === null ? undefined : why}
        onClick={() => (hindrance === null ? onAgain(again) : undefined)}
      >
        {say('messages.send-again-many', { count: again.length })}
      </Button>
      <Button disabled={waiting.length === 0} onClick={() => onCancel(waiting)}>
        {say('messages.cancel-many', { count: waiting.length })}
      </Button>
    </PickedBar>
  );
}
