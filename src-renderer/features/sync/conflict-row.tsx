import { Link } from '@tanstack/react-router';
import type { Refused } from '#shared/contract/refused.ts';
import type { SyncConflict } from '#shared/contract/sync.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { choiceWord } from './choices.ts';
import { SideValue } from './side-value.tsx';
import styles from './sync.module.css';
import { doneWord, fieldWord, kindWord } from './sync-words.ts';
import { useMoment } from './use-moment.ts';

interface ConflictRowProps {
  readonly of: SyncConflict;
  /** Why it could not be ended just now. */
  readonly left: Refused | null;
  readonly isPicked: boolean;
  readonly onPick: (isPicked: boolean) => void;
  readonly isPending: boolean;
  readonly onChoose: (choice: SyncConflict['choices'][number]) => void;
}

/** What changes one field or another; of everything else it is clear what it changes. */
const CHANGES: ReadonlySet<string> = new Set(['change', 'records.put']);

/** One refusal: what was done by whom, both values, why, and what can be chosen. */
export function ConflictRow({ of, left, isPicked, onPick, isPending, onChoose }: ConflictRowProps) {
  const say = useMessage();
  const { money } = useFormats();
  const moment = useMoment();
  const { title, entity, at, by, field, mine, theirs, holder, reason, taken, choices } = of;
  return (
    <tr aria-selected={isPicked} data-picked={isPicked || undefined}>
      <td className={styles.box}>
        <input
          type="checkbox"
          aria-label={say('sync.pick', { title })}
          checked={isPicked}
          onChange={(event) => onPick(event.currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <Subject of={of} />
        {of.fullName !== null && <p>{of.fullName}</p>}
        <p className="muted">
          {entity !== 'customer' && `${kindWord(entity, say)} · `}
          {field !== null && CHANGES.has(of.action)
            ? `${doneWord(of, say)}: ${fieldWord(field, say)}`
            : doneWord(of, say)}
        </p>
        <p className="muted">{say('sync.by-at', { by, at: moment(at) })}</p>
        {taken !== null && (
          <p>{say('sync.taken', { count: taken.payments, amount: money(taken.amount), currency: taken.currency })}</p>
        )}
      </th>
      <td>
        <SideValue of={mine} field={field} />
      </td>
      <td>
        {/* Who has it says more than that it is not this one's there. */}
        {holder === null || theirs !== null ? <SideValue of={theirs} field={field} /> : null}
        {holder !== null && (
          <>
            <p>
              <span className="muted">{say('sync.held-by')}</span>{' '}
              <Link to="/customers/$id" params={{ id: holder.id }}>
                {holder.title}
              </Link>
            </p>
            {holder.fullName !== null && <p>{holder.fullName}</p>}
          </>
        )}
      </td>
      <td className={styles.reason}>
        {refusedSentence(reason, say)}
        {left !== null && (
          <p className={styles.wrong} role="alert">
            {say('sync.not-solved', { why: refusedSentence(left, say) })}
          </p>
        )}
      </td>
      <td className={styles.choices}>
        <div>
          {choices.map((choice) => (
            <Button
              key={choice}
              disabled={isPending}
              aria-label={say('sync.choice-of', { choice: say(choiceWord(of, choice)), title })}
              onClick={() => onChoose(choice)}
            >
              {say(choiceWord(of, choice))}
            </Button>
          ))}
          {choices.length === 0 && <span className="muted">{say('sync.no-choice')}</span>}
        </div>
      </td>
    </tr>
  );
}

/** Where the records of a kind are kept. */
const PLACES: Readonly<Record<string, string>> = {
  operator: 'operators',
  'staff-user': 'staff',
  package: 'packages',
  'billing-profile': 'billing-profiles',
  zone: 'zones',
  'network-address': 'network-addresses',
  'custom-field': 'fields',
  'message-template': 'messages',
  setting: 'isp',
};

/** What it is about, as the way there. */
function Subject({ of: { entity, entityId, title } }: { of: SyncConflict }) {
  const place = PLACES[entity];
  if (entity === 'customer' && entityId !== null) {
    return (
      <Link to="/customers/$id" params={{ id: entityId }}>
        {title}
      </Link>
    );
  }
  if (entity === 'router') return <Link to="/routers">{title}</Link>;
  if (place === undefined) return title;
  return (
    <Link to="/settings/$part" params={{ part: place }}>
      {title}
    </Link>
  );
}
