import { IconKeyboard } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useId } from 'react';
import { useTroubled } from '../features/messages/index.ts';
import { PersonMenu } from '../features/sign-in/index.ts';
import { useFormats } from '../messages/use-formats.ts';
import { useMessage } from '../messages/use-message.ts';
import { Button } from '../ui/button.tsx';
import { SECTIONS } from './sections.ts';
import styles from './sidebar.module.css';

/** Where one can go, and who is signed in. */
export function Sidebar({ onShortcuts }: { onShortcuts: () => void }) {
  const say = useMessage();
  const { count } = useFormats();
  const troubled = useTroubled();
  const troubledId = useId();
  const isDeleted = useLocation({ select: ({ search }) => search.status === 'deleted' });
  return (
    <nav className={styles.sidebar} aria-label={say('shell.sections')}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.word}>{say('app.name')}</span>
      </div>
      <ul className={styles.sections}>
        {SECTIONS.map(({ to, search, label, icon: Icon }) => (
          <li key={label}>
            <Link
              to={to}
              search={search ?? {}}
              // Of two sections that are lists of customers only one is the current one.
              activeOptions={search === undefined && isDeleted ? { exact: true, includeSearch: true } : {}}
              className={styles.section}
              title={say(label)}
              aria-describedby={to === '/messages' && troubled > 0 ? troubledId : undefined}
            >
              <Icon size={18} stroke={1.5} aria-hidden="true" />
              <span className={styles.word}>{say(label)}</span>
              {to === '/messages' && troubled > 0 && (
                <span
                  className={styles.troubled}
                  title={say('messages.troubled', { count: troubled })}
                  aria-hidden="true"
                >
                  {count(troubled)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {troubled > 0 && (
        <span id={troubledId} className="unseen">
          {say('messages.troubled', { count: troubled })}
        </span>
      )}
      <div className={styles.foot}>
        <PersonMenu />
        <Button
          kind="icon"
          aria-label={say('shell.shortcuts')}
          title={`${say('shell.shortcuts')} (?)`}
          onClick={onShortcuts}
        >
          <IconKeyboard size={18} stroke={1.5} aria-hidden="true" />
        </Button>
      </div>
    </nav>
  );
}

/** The last mile: a line from the exchange to the house. */
function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="4" cy="15" r="3" fill="currentColor" />
      <path d="M4 15C11 15 8 5 16 5" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="16" cy="5" r="2.5" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
