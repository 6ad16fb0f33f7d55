import { Link } from '@tanstack/react-router';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { EXPIRING_DAYS } from '#shared/domain/customer/expiring.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import styles from './dashboard.module.css';

type Name = 'active' | 'newThisMonth' | 'expiring' | 'suspended' | 'expired' | 'pending' | 'notOnRouter' | 'notSynced';

const WORDS: Readonly<Record<Name, readonly [MessageKey, Glyph, Tone]>> = {
  active: ['dashboard.active', 'disc', 'good'],
  newThisMonth: ['dashboard.new', 'tick', 'good'],
  expiring: ['dashboard.expiring', 'triangle', 'warn'],
  suspended: ['dashboard.suspended', 'square', 'bad'],
  expired: ['dashboard.expired', 'triangle', 'warn'],
  pending: ['dashboard.pending', 'ring', 'idle'],
  notOnRouter: ['dashboard.not-on-router', 'dotted', 'warn'],
  notSynced: ['dashboard.not-synced', 'dotted', 'idle'],
};

/** The numbers, each a link to the list of those that it counts. */
export function Numbers({ of }: { of: Dashboard }) {
  const say = useMessage();
  const { count } = useFormats();
  const month = of.months.at(-1)?.month ?? '';
  const lists = {
    active: { status: 'active' },
    newThisMonth: { status: 'any', created: `${month}-01..` },
    expiring: { expiringWithin: String(EXPIRING_DAYS) },
    suspended: { status: 'suspended' },
    expired: { status: 'expired' },
    pending: { status: 'pending' },
    notOnRouter: { notOnRouter: 'yes' },
    notSynced: { notSynced: 'yes' },
  } as const satisfies Record<Name, object>;
  // The keys of a constant object are its keys.
  const names = Object.keys(WORDS) as Name[];
  return (
    <ul className={styles.numbers} aria-label={say('dashboard.numbers')}>
      {names.map((name) => {
        const [word, glyph, tone] = WORDS[name];
        return (
          <li key={name}>
            <Link to="/customers" search={lists[name]} className={styles.number}>
              <span className={styles.value}>{count(of[name])}</span>
              <Status glyph={glyph} tone={tone}>
                <span className={styles.word}>{say(word, { count: EXPIRING_DAYS })}</span>
              </Status>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
