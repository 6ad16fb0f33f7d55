import type { AskOptions, NamedAttribute } from '#radius/index.ts';
import type { Admission } from '#shared/domain/radius/follow-up.ts';
import type { Seal } from '../key/seal.ts';
import type { Database } from '../store/database.ts';
import { admissionsOf } from './admissions.ts';
import { managementOf } from './nas.ts';
import { openSessions } from './open-sessions.ts';
import { type Failure, type Order, tellSession } from './tell-session.ts';

/** How many are taken up at once: each waits for routers, most of the time. */
const AT_ONCE = 64;
/** Who was let in just before a suspension may be heard of only after it: sessions to be ended are looked for twice. */
const LOOK_AGAIN = 20_000;
const MOST_ATTEMPTS = 12;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 5 * 60_000;
/** What a session is given whose time has no end any more: a time cannot be taken back. */
const YEAR_SECONDS = 365 * 86_400;

export interface SessionDeps {
  readonly database: Database;
  readonly seal: Seal;
  readonly now: () => Date;
  /** How long a router is waited for. */
  readonly asking?: AskOptions;
}

interface Change {
  readonly username: string;
  readonly kind: 'disconnect' | 'change';
  readonly rate: boolean;
  readonly expiration: boolean;
  readonly generation: number;
  readonly queuedAt: number;
  readonly attempts: number;
}

/**
 * Tells routers what sessions have to be told, as far as it is due, and says how many that were. Each is told what holds now, not
 * what held when it was queued; nothing is locked while a router is waited for.
 */
export async function workOffChanges(deps: SessionDeps): Promise<number> {
  const due = await deps.database.query<Change>(
    `SELECT username, kind, rate, expiration, generation, queued_at AS "queuedAt", attempts FROM session_change
     WHERE due_at <= $1 ORDER BY due_at LIMIT ${AT_ONCE}`,
    [deps.now().getTime()],
  );
  const usernames = due.map(({ username }) => username);
  const admissions = await admissionsOf(deps.database, usernames);
  await Promise.all(due.map((change) => workOff(deps, change, admissions.get(change.username) ?? null)));
  return due.length;
}

async function workOff(deps: SessionDeps, change: Change, admission: Admission | null): Promise<void> {
  const { database, seal, now, asking = {} } = deps;
  const order = orderOf(change, admission, now().getTime());
  const sessions = await openSessions(database, change.username, change.queuedAt);
  const routers = await managementOf(
    database,
    seal,
    sessions.map(({ nas }) => nas),
  );
  const failures = await Promise.all(
    sessions.map((session) => tellSession(routers.get(session.nas), session, order, asking)),
  );
  const failure = failures.find((one) => one !== null) ?? null;
  const at = now().getTime();
  if (failure) return putOff(database, change, failure, at);
  if (order.kind === 'disconnect' && at < change.queuedAt + LOOK_AGAIN) {
    return lookAgain(database, change);
  }
  await database.query('DELETE FROM session_change WHERE username = $1 AND generation = $2', [
    change.username,
    change.generation,
  ]);
}

function orderOf({ kind, rate, expiration }: Change, admission: Admission | null, at: number): Order {
  if (kind === 'disconnect' || admission === null) return { kind: 'disconnect' };
  const left = admission.expiration === null ? YEAR_SECONDS : admission.expiration - Math.floor(at / 1000);
  // A speed without a limit has no words that every router understands.
  if (left <= 0 || (rate && admission.rate === null)) return { kind: 'disconnect' };
  const terms: NamedAttribute[] = [
    ...(rate && admission.rate !== null ? [{ name: 'Mikrotik-Rate-Limit', value: admission.rate } as const] : []),
    ...(expiration ? [{ name: 'Session-Timeout', value: Math.min(left, YEAR_SECONDS) } as const] : []),
  ];
  return { kind: 'change', terms, orElseEnd: rate };
}

/** Behind what was added meanwhile nothing is put off. */
async function putOff(database: Database, change: Change, failure: NonNullable<Failure>, at: number): Promise<void> {
  const attempts = change.attempts + 1;
  const wait = Math.min(FIRST_WAIT * 2 ** change.attempts, LONGEST_WAIT);
  const due = attempts >= MOST_ATTEMPTS ? null : at + wait;
  await database.query(
    `UPDATE session_change SET attempts = $3, due_at = $4, code = $5, detail = $6
     WHERE username = $1 AND generation = $2`,
    [change.username, change.generation, attempts, due, failure.code, failure.detail],
  );
}

async function lookAgain(database: Database, { username, generation, queuedAt }: Change): Promise<void> {
  await database.query('UPDATE session_change SET due_at = $3 WHERE username = $1 AND generation = $2', [
    username,
    generation,
    queuedAt + LOOK_AGAIN,
  ]);
}
