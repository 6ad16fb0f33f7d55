import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './customer-page.module.css';
import { type ListSearch, listSearchOf, placeOf } from './place.ts';
import { usePart } from './parts.tsx';
import { useCustomerList } from './use-customer-list.ts';

/** The way to the customers before and after this one, in the list that it was opened from. */
export function Neighbours({ id, search, at }: { id: string; search: ListSearch; at: number }) {
  const say = useMessage();
  const navigate = useNavigate({ from: '/customers/$id' });
  const part = usePart();
  const words = JSON.stringify({ ...search, at: undefined });
  const place = useMemo(() => placeOf(listSearchOf(JSON.parse(words) as Record<string, unknown>)), [words]);
  const { total, rowAt, want } = useCustomerList(place);
  useEffect(() => want(Math.max(0, at - 1), at + 1), [want, at]);

  // The list may have changed since: then nobody knows what comes before or after.
  const stillThere = rowAt(at)?.id === id;
  const before = stillThere ? rowAt(at - 1)?.id : undefined;
  const after = stillThere ? rowAt(at + 1)?.id : undefined;
  const go = useCallback(
    (to: string | undefined, step: number): void => {
      if (to === undefined) return;
      void navigate({ to: part, params: { id: to }, search: (now) => ({ ...now, at: at + step }), replace: true });
    },
    [navigate, at, part],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
      // Otherwise the browser would leave the customer for the page before.
      event.preventDefault();
      if (event.key === 'ArrowLeft') go(before, -1);
      else go(after, 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [go, before, after]);

  return (
    <div className={styles.neighbours}>
      {total !== undefined && stillThere && (
        <span className={styles.place}>{say('customers.place', { at: at + 1, total })}</span>
      )}
      <Button
        kind="icon"
        aria-label={say('customers.previous')}
        title={`${say('customers.previous')} (Alt+←)`}
        disabled={before === undefined}
        onClick={() => go(before, -1)}
      >
        <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
      </Button>
      <Button
        kind="icon"
        aria-label={say('customers.next')}
        title={`${say('customers.next')} (Alt+→)`}
        disabled={after === undefined}
        onClick={() => go(after, 1)}
      >
        <IconChevronRight size={18} stroke={1.75} aria-hidden="true" />
      </Button>
    </div>
  );
}
