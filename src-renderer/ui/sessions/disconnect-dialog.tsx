import type { OnlineSession } from '#shared/contract/online.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { useDisconnect } from './use-disconnect.ts';

interface DisconnectDialogProps {
  /** None: it is not asked. */
  readonly sessions: readonly OnlineSession[];
  readonly onClose: () => void;
  /** They were ended, as far as they could be. */
  readonly onDone?: () => void;
}

/** Asks before somebody's line is cut. */
export function DisconnectDialog({ sessions, onClose, onDone }: DisconnectDialogProps) {
  const say = useMessage();
  const { disconnect, isPending } = useDisconnect(() => {
    onDone?.();
    onClose();
  });
  const [first] = sessions;
  const name = first?.username ?? '';
  return (
    <Dialog
      title={sessions.length === 1 ? say('online.ask-one', { name }) : say('online.ask', { count: sessions.length })}
      opened={sessions.length > 0}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="danger" disabled={isPending} data-autofocus="" onClick={() => disconnect(sessions)}>
            {say(isPending ? 'online.disconnecting' : 'online.disconnect')}
          </Button>
        </>
      }
    >
      <p>{say('online.ask-text')}</p>
    </Dialog>
  );
}
