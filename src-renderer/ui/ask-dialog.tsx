import type { ReactNode } from 'react';
import { useMessage } from '../messages/use-message.ts';
import styles from './ask-dialog.module.css';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface AskDialogProps {
  readonly title: string;
  readonly opened?: boolean;
  /** `danger`: Enter does not do it by accident, as the focus is on what leaves everything as it is. */
  readonly kind?: 'primary' | 'danger';
  /** What is done when it is agreed to: "Give up the server". */
  readonly word: string;
  readonly isReady?: boolean;
  /** While it is done nothing else can be pressed, and nothing closes the dialog by accident. */
  readonly isPending: boolean;
  /** The sentence that says why it was not done just now. */
  readonly wrong?: string | null;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before something is done: what it comes to, a button that does it, and one that does not. */
export function AskDialog(props: AskDialogProps) {
  const { title, opened = true, kind = 'primary', word, isReady = true, isPending, wrong = null } = props;
  const say = useMessage();
  return (
    <Dialog
      title={title}
      opened={opened}
      onClose={props.onClose}
      lightDismiss={!isPending}
      actions={
        <>
          <Button onClick={props.onClose} disabled={isPending} data-autofocus={kind === 'danger' ? '' : undefined}>
            {say('common.cancel')}
          </Button>
          <Button kind={kind} disabled={isPending || !isReady} onClick={props.onDo}>
            {word}
          </Button>
        </>
      }
    >
      <div className={styles.said}>
        {props.children}
        {wrong !== null && (
          <p className={styles.wrong} role="alert">
            {wrong}
          </p>
        )}
      </div>
    </Dialog>
  );
}
