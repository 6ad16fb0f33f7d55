import { Link } from '@tanstack/react-router';
import type { MessageLine } from '#shared/contract/messages.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { isMoved, reasonOf, textOf } from './columns.tsx';
import styles from './messages.module.css';
import { canCancel, canSendAgain } from './picked-messages.tsx';
import { StateWord } from './state-word.tsx';

interface MessageDialogProps {
  readonly line: MessageLine;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/** One message whole: what was sent, to whom, when, and why it is as it is. */
export function MessageDialog({ line, onAgain, onCancel, onClose }: MessageDialogProps) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const reason = reasonOf(line, say);
  const { customer, fullName, nextTryAt, endedAt } = line;
  return (
    <Dialog
      title={say(`messages.kind.${line.kind}`)}
      opened
      onClose={onClose}
      width={560}
      actions={
        <>
          {canCancel(line) && <Button onClick={onCancel}>{say('messages.cancel')}</Button>}
          {canSendAgain(line) && <Button onClick={onAgain}>{say('messages.send-again')}</Button>}
          <Button kind="primary" onClick={onClose}>
            {say('common.close')}
          </Button>
        </>
      }
    >
      <div className={styles.whole}>
        <StateWord state={line.state} />
        {reason !== '' && <p>{reason}</p>}
        {line.state === 'waiting' && line.reason !== null && nextTryAt !== null && (
          <p className="muted">{say('messages.next-try', { time: dateTime(nextTryAt) })}</p>
        )}
        <blockquote className={styles.bubble} data-made={line.text !== null || undefined}>
          {textOf(line, say)}
        </blockquote>
        <Facts>
          <Fact name={say('messages.column-to')}>
            {isMoved(line) && say('messages.moved')}
            {customer !== null && fullName !== null && (
              <Link to="/customers/$id" params={{ id: customer }}>
                {fullName}
              </Link>
            )}
          </Fact>
          <Fact name={say('messages.phone')}>{line.phone}</Fact>
          <Fact name={say('messages.created')}>{dateTime(line.createdAt)}</Fact>
          <Fact name={say('messages.column-by')}>{line.createdBy ?? say('messages.by-itself')}</Fact>
          <Fact name={say('messages.ended')}>{endedAt === null ? null : dateTime(endedAt)}</Fact>
          <Fact name={say('messages.column-parts')}>{line.parts}</Fact>
          <Fact name={say('messages.attempts')}>{line.attempts}</Fact>
        </Facts>
      </div>
    </Dialog>
  );
}
