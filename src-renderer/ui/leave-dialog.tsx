import { useBlocker } from '@tanstack/react-router';
import { useMessage } from '../messages/use-message.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface LeaveDialogProps {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before what was typed and not saved is thrown away. */
export function LeaveDialog({ opened, onStay, onLeave }: LeaveDialogProps) {
  const say = useMessage();
  return (
    <Dialog
      title={say('customer.leave-title')}
      opened={opened}
      onClose={onStay}
      actions={
        <>
          <Button onClick={onLeave}>{say('customer.leave')}</Button>
          <Button kind="primary" onClick={onStay} data-autofocus>
            {say('customer.stay')}
          </Button>
        </>
      }
    >
      <p>{say('customer.leave-text')}</p>
    </Dialog>
  );
}

/** Asks before a page is left with something on it that was changed and not saved. */
export function AskBeforeLeaving({ isChanged }: { isChanged: boolean }) {
  const blocker = useBlocker({ shouldBlockFn: () => isChanged, withResolver: true });
  return (
    <LeaveDialog
      opened={blocker.status === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}
