import { createHash } from 'node:crypto';
import { RouterError, type RouterFailure } from './failure.ts';
import type { Limits } from './menu.ts';
import type { Session } from './session.ts';
import { writeText } from './text.ts';

export type Credentials = { readonly user: string; readonly password: string };

/** Logs in: the form of 6.43 and later, and the challenge of older routers when one comes back. Ends the session when refused. */
export async function login(session: Session, { user, password }: Credentials, limits: Limits = {}): Promise<void> {
  try {
    const { ret } = await session.run({ path: '/login', fields: { name: user, password } }, limits);
    if (ret === undefined) return;
    if (!/^[0-9a-f]{32}$/i.test(ret)) throw new RouterError({ kind: 'protocol', problem: 'bad-challenge' });
    await session.run({ path: '/login', fields: { name: user, response: challengeResponse(password, ret) } }, limits);
  } catch (error) {
    if (!(error instanceof RouterError)) throw error;
    const failure = withoutSecret(error.failure, password);
    session.end(failure);
    throw new RouterError(failure);
  }
}

/** The answer to a challenge before 6.43: 00 and the MD5 of a zero byte, the password and the challenge. */
export function challengeResponse(password: string, challenge: string): string {
  const hash = createHash('md5').update(Uint8Array.of(0)).update(writeText(password));
  return `00${hash.update(Buffer.from(challenge, 'hex')).digest('hex')}`;
}

// A peer may say back what it was told; what it says is shown and logged.
function withoutSecret(failure: RouterFailure, password: string): RouterFailure {
  const clean = (text: string) => (password === '' ? text : text.replaceAll(password, '***'));
  if (failure.kind === 'trap')
    return { kind: 'login-refused', message: clean(failure.traps.map((trap) => trap.message).join('; ')) };
  if (failure.kind === 'fatal') return { kind: 'fatal', message: clean(failure.message) };
  return failure;
}
