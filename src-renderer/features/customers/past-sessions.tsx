import type { PastSession } from '#shared/contract/online.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { NumberCell, PlainTable } from '../../ui/plain-table.tsx';
import { uptimeWords } from '../../ui/sessions/index.ts';
import styles from './sessions.module.css';

/** Why sessions end, by the words of RADIUS (RFC 2866 5.10) and those of the server. */
const CAUSES: Readonly<Record<string, MessageKey>> = {
  'User-Request': 'sessions.cause-user-request',
  'Lost-Carrier': 'sessions.cause-lost-carrier',
  'Lost-Service': 'sessions.cause-lost-service',
  'Idle-Timeout': 'sessions.cause-idle-timeout',
  'Session-Timeout': 'sessions.cause-session-timeout',
  'Admin-Reset': 'sessions.cause-admin-reset',
  'Admin-Reboot': 'sessions.cause-reboot',
  'NAS-Reboot': 'sessions.cause-reboot',
  'NAS-Request': 'sessions.cause-nas',
  'NAS-Error': 'sessions.cause-nas',
  'Lost-Carrier-Stale': 'sessions.cause-stale',
};

const WHEN = ['sessions.begun', 'sessions.ended', 'sessions.lasted'] as const;
const WHERE = ['online.router', 'online.address', 'online.mac'] as const;
const HOW_MUCH = ['sessions.down', 'sessions.up'] as const;

/** When a customer was online, where, and how much went over the line, the newest first. */
export function PastSessions({ sessions }: { sessions: readonly PastSession[] }) {
  const say = useMessage();
  const { dateTime, size } = useFormats();
  if (sessions.length === 0) return <p className="muted">{say('sessions.history-none')}</p>;
  const at = (instant: string | null): string => (instant === null ? say('sessions.unknown') : dateTime(instant));
  const columns = [
    ...[...WHEN, ...WHERE].map((column) => ({ word: say(column) })),
    ...HOW_MUCH.map((column) => ({ word: say(column), isNumber: true })),
    { word: say('sessions.why') },
  ];
  return (
    // What scrolls must be reachable by keyboard.
    <div className={styles.scroll} role="group" aria-label={say('sessions.history')} tabIndex={0}>
      <PlainTable label={say('sessions.history')} columns={columns} oneLine wide>
        {sessions.map(({ id, start, end, seconds, router, address, mac, bytesDown, bytesUp, cause }) => {
          const known = CAUSES[cause ?? ''];
          return (
            <tr key={id}>
              <td>{at(start)}</td>
              <td>{end === null ? say('sessions.open') : at(end)}</td>
              <td>{uptimeWords(seconds, say)}</td>
              <td>{router}</td>
              <td className="mono">{address}</td>
              <td className="mono">{mac}</td>
              <NumberCell>{size(bytesDown)}</NumberCell>
              <NumberCell>{size(bytesUp)}</NumberCell>
              <td>{known === undefined ? cause : say(known)}</td>
            </tr>
          );
        })}
      </PlainTable>
    </div>
  );
}
