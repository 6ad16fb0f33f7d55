import { createHash, randomBytes } from 'node:crypto';
import type { Command } from './command.ts';
import type { Reply } from './commands.ts';
import { policiesOfUser } from './permissions.ts';
import type { Router } from './router.ts';
import { Trap, noPermission } from './trap.ts';

/** What a login came to: a challenge to answer, or somebody who is in. */
export type LoginStep = { readonly challenge: Buffer } | { readonly user: string };

/**
 * One `/login`. From 6.43 on name and password come at once; before, the router first sends a challenge and reads the MD5 of
 * a zero byte, the password and the challenge. Throws a trap.
 */
export function login(router: Router, { parameters }: Command, challenge: Buffer | null): LoginStep {
  const [name, password, response] = ['name', 'password', 'response'].map((key) => parameters.get(key));
  const isLegacy = router.faults.has('legacy-login');
  if (response === undefined && (isLegacy || password === undefined)) return { challenge: randomBytes(16) };
  const values = router.tables.at('/user').find('name', name ?? '')?.values;
  const kept = values?.get('password') ?? '';
  const isRight =
    response === undefined ? password === kept : challenge !== null && response === `00${digestOf(kept, challenge)}`;
  if (!values || values.get('disabled') === 'true' || !isRight)
    throw new Trap(isLegacy ? 'cannot log in' : 'invalid user name or password (6)');
  if (!policiesOfUser(router, name ?? '').has('api')) throw noPermission();
  return { user: name ?? '' };
}

export const challengeReply = (challenge: Buffer): Reply => ['!done', `=ret=${challenge.toString('hex')}`];

const digestOf = (password: string, challenge: Buffer): string =>
  createHash('md5')
    .update(Buffer.from([0]))
    .update(password)
    .update(challenge)
    .digest('hex');
