import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { core } from '../../host/core.ts';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { LockScreen } from './lock-screen.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useIdleLock } from './use-idle-lock.ts';

/**
 * Everything stands behind it once somebody has to sign in. A lock is laid over what is open, which stays as it is for
 * whoever comes back; after a sign-out nothing stays.
 */
export function SignInGate({ children }: { children: ReactNode }) {
  const { data: state, error, refetch } = useQuery(core.signIn.state.queryOptions());
  // Whose pages are open behind a lock; null: nobody's.
  const [open, setOpen] = useState<string | null>(null);
  useIdleLock(state);

  if (state === undefined) {
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  }
  const { who, locked, isNeeded } = state;
  if (who !== null && open !== who.id) setOpen(who.id);
  const isLocked = who === null && locked !== null;
  if (who === null && !isLocked && open !== null) setOpen(null);
  if (who === null && (!isLocked || open === null)) return <SignInPage key={locked} name={locked} />;
  return (
    <>
      {/* Another person's pages are other pages: nothing that one typed is there for the next. */}
      <div key={who?.id ?? open} style={{ display: 'contents' }}>
        {children}
      </div>
      {isLocked && isNeeded && <LockScreen name={locked} />}
    </>
  );
}
