import type { MessageLine } from '#shared/contract/messages.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface AgainDialogProps {
  /** None: it is not asked. */
  readonly lines: readonly MessageLine[];
  readonly isPending: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** Asks once more where nobody knows whether a message arrived: only a person sends it twice. */
export function AgainDialog({ lines, isPending, onSend, onClose }: AgainDialogProps) {
  const say = useMessage();
  return (
    <Dialog
      title={say('messages.confirm-unknown')}
      opened={lines.length > 0}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.close')}</Button>
          <Button kind="primary" disabled={isPending} onClick={onSend}>
            {say('messages.send-again-many', { count: lines.length })}
          </Button>
        </>
      }
    >
      <p>{say('messages.confirm-unknown-text', { count: lines.filter(({ state }) => state === 'unknown').length })}</p>
    </Dialog>
  );
}
