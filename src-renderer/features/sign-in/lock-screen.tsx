import { useEffect, useRef } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { SignInCard } from './sign-in-card.tsx';
import styles from './sign-in.module.css';

/**
 * Over everything until its person is back. A modal dialog of the browser, which alone can cover dialogs that are open and
 * keep the keyboard out of them; Escape does not close it.
 */
export function LockScreen({ name }: { name: string }) {
  const say = useMessage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.lock}
      // By it the keys of the pages know that they are not meant, wherever the focus is.
      aria-modal="true"
      aria-label={say('signIn.locked')}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      <SignInCard name={name} />
    </dialog>
  );
}
