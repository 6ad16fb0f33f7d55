import { Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useMessage } from '../messages/use-message.ts';
import styles from './dialog.module.css';
import { giveFocusBack } from './lost-focus.ts';

interface DialogProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly width?: number;
  /** Whether a click beside it or Escape closes it; not where something shown once would be lost by accident. */
  readonly lightDismiss?: boolean;
  /** The buttons at its foot, the primary one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A dialog. The focus stays in it while it is open and goes back to where it came from. */
export function Dialog({ title, opened, onClose, width = 480, lightDismiss = true, actions, children }: DialogProps) {
  const say = useMessage();
  useFocusBack(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      centered
      closeOnClickOutside={lightDismiss}
      closeOnEscape={lightDismiss}
      closeButtonProps={{ 'aria-label': say('common.close') }}
      // The page itself never scrolls, and the lock would write a style element, which the page's policy forbids.
      lockScroll={false}
      // Of two dialogs over each other only one could be the page's banner.
      attributes={{ header: { role: 'presentation' } }}
      // No movement: what is moved would clip the lists of choices that open in it.
      transitionProps={{ transition: 'fade', duration: 120 }}
    >
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </Modal>
  );
}

/** Mantine gives the focus back when a dialog closes, but not when it is taken from the page while it is open. */
function useFocusBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return undefined;
    const from = document.activeElement;
    // When it has gone: until then the focus is in it.
    return () => giveFocusBack(from);
  }, [opened]);
}
