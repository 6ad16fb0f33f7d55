import { Outlet, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { openDroppedFile } from '../features/import/index.ts';
import { RecoveryNotice, UnlockNotice } from '../features/settings/index.ts';
import { SignInGate, useMay } from '../features/sign-in/index.ts';
import { useMessage } from '../messages/use-message.ts';
import { Dialog } from '../ui/dialog.tsx';
import { StatusLinePlace } from '../ui/status-line.tsx';
import { DropZone } from './drop-zone.tsx';
import styles from './shell.module.css';
import { ShortcutList } from './shortcut-list.tsx';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useShortcutKeys } from './use-shortcut-keys.ts';

/** Behind who is asked to sign in: what stays around every page. */
export function Shell() {
  return (
    <SignInGate>
      <Frame />
    </SignInGate>
  );
}

/** The sections, the status bar, the keys, and a window that takes files. */
function Frame() {
  const say = useMessage();
  const [shortcuts, setShortcuts] = useState(false);
  const [statusPlace, setStatusPlace] = useState<HTMLElement | null>(null);
  const openShortcuts = useCallback(() => setShortcuts(true), []);
  const main = useFocusOnArrival();
  useShortcutKeys(openShortcuts);
  const { allowed: mayImport } = useMay('import.open');

  return (
    <StatusLinePlace value={statusPlace}>
      <div className={styles.shell}>
        <a
          className={styles.skip}
          href="#main"
          onClick={(event) => {
            // The address after # is the page's own, so the jump is made by hand.
            event.preventDefault();
            main.current?.focus();
          }}
        >
          {say('shell.skip')}
        </a>
        <Sidebar onShortcuts={openShortcuts} />
        <main id="main" className={styles.main} ref={main} tabIndex={-1}>
          <UnlockNotice />
          <RecoveryNotice />
          <Outlet />
        </main>
        <StatusBar placeRef={setStatusPlace} />
      </div>
      <DropZone onFile={mayImport ? openDroppedFile : null} />
      <Dialog title={say('shell.shortcuts')} opened={shortcuts} onClose={() => setShortcuts(false)}>
        <ShortcutList />
      </Dialog>
    </StatusLinePlace>
  );
}

/** Gives the page the focus when another one was entered, unless something on it has taken it already. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged }) => {
        if (!pathChanged || main.current?.contains(document.activeElement) === true) return;
        main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  return main;
}
