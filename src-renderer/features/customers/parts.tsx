import { Link, useMatches } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import styles from '../../ui/parts.module.css';

const PARTS = [
  { to: '/customers/$id', word: 'customer.overview' },
  { to: '/customers/$id/billing', word: 'customer.billing' },
  { to: '/customers/$id/sessions', word: 'customer.sessions' },
  { to: '/customers/$id/devices', word: 'customer.devices' },
  { to: '/customers/$id/history', word: 'customer.history' },
] as const;

/** The parts of a customer's page as tabs. */
export function Parts({ id }: { id: string }) {
  const say = useMessage();
  return (
    <nav className={styles.parts} aria-label={say('customer.parts')}>
      {PARTS.map(({ to, word }) => (
        <Link
          key={to}
          to={to}
          params={{ id }}
          search={(now) => now}
          replace
          activeOptions={{ exact: true, includeSearch: false }}
          className={styles.part}
        >
          {say(word)}
        </Link>
      ))}
    </nav>
  );
}

/** The part that is shown now: from one customer to the next one stays in it. A form belongs to its customer alone. */
export function usePart(): (typeof PARTS)[number]['to'] {
  return useMatches({
    select: (matches) => {
      const path = matches.at(-1)?.fullPath.replace(/\/$/, '');
      return PARTS.find(({ to }) => to === path)?.to ?? '/customers/$id';
    },
  });
}
