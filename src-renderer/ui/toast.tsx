import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { MessageKey } from '../messages/catalogue.ts';
import { useMessage } from '../messages/use-message.ts';
import { Button } from './button.tsx';
import styles from './toast.module.css';

interface Toast {
  /** The sentence, already said. */
  readonly message: string;
  /** Takes it back; the toast then goes. Left out where nothing can be taken back. */
  readonly undo?: () => void;
  readonly undoKey?: MessageKey;
  /** What it is about: a later one about the same takes its place, as only the last of many can be of interest. */
  readonly about?: string;
}

/** The toasts of now by what they are about. */
const shown = new Map<string, string>();

/** Says briefly what was done. With an undo it stays long enough to be reached by keyboard. */
export function toast({ message, undo, undoKey = 'common.undo', about }: Toast): void {
  const before = about === undefined ? undefined : shown.get(about);
  if (before !== undefined) notifications.hide(before);
  const id = notifications.show({
    message: undo === undefined ? message : <WithUndo message={message} undoKey={undoKey} onUndo={() => takeBack()} />,
    autoClose: undo === undefined ? 5000 : 12_000,
    withCloseButton: undo === undefined,
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
  });
  if (about !== undefined) shown.set(about, id);
  const takeBack = (): void => {
    notifications.hide(id);
    undo?.();
  };
}

function WithUndo({ message, undoKey, onUndo }: { message: string; undoKey: MessageKey; onUndo: () => void }) {
  const say = useMessage();
  return (
    <div className={styles.toast}>
      <span>{message}</span>
      <Button kind="quiet" onClick={onUndo}>
        {say(undoKey)}
      </Button>
    </div>
  );
}
