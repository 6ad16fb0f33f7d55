import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface CancelDialogProps {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks what becomes of what was typed, before the wizard is left. */
export function CancelDialog({ opened, onStay, onKeep, onDiscard }: CancelDialogProps) {
  const say = useMessage();
  return (
    <Dialog
      title={say('registration.cancel-title')}
      opened={opened}
      onClose={onStay}
      actions={
        <>
          <Button kind="danger" onClick={onDiscard}>
            {say('registration.discard')}
          </Button>
          <Button onClick={onKeep}>{say('registration.keep-draft')}</Button>
          <Button kind="primary" onClick={onStay} data-autofocus>
            {say('registration.stay')}
          </Button>
        </>
      }
    >
      <p>{say('registration.cancel-text')}</p>
    </Dialog>
  );
}
