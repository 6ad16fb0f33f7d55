import { restsSince } from '#shared/domain/billing/rest.ts';
import { waitingAt } from '../billing/clock.ts';
import { keepLastRun, lastRunOf } from '../billing/last-run.ts';
import { makeCode } from '../devices/enrol.ts';
import { addOperator, devicesOf, revoke } from '../devices/manage.ts';
import type { Seal } from '../key/seal.ts';
import { type Nas, nasList, putNas, removeNas } from '../radius/nas.ts';
import type { Database } from '../store/database.ts';

/** What whoever runs the server does from its command line. */
export type Command =
  | { readonly command: 'operator add'; readonly name: string; readonly parent: string | null }
  | { readonly command: 'enroll'; readonly operator: string }
  | { readonly command: 'devices' }
  | { readonly command: 'revoke'; readonly device: string }
  | { readonly command: 'nas add'; readonly nas: Nas }
  | { readonly command: 'nas remove'; readonly address: string }
  | { readonly command: 'nas' }
  | { readonly command: 'billing' }
  | { readonly command: 'billing affirm-date' };

export interface CommandDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly seal: Seal;
}

/** Does a command; the answer is what stands on standard output as JSON. Throws ServerRefusals. */
export async function runCommand({ database, now, seal }: CommandDeps, command: Command): Promise<object> {
  switch (command.command) {
    case 'operator add':
      return addOperator(database, command, now());
    case 'enroll': {
      const { code, expiresAt } = await makeCode(database, command.operator, now());
      return { code, expires: new Date(expiresAt).toISOString() };
    }
    case 'devices': {
      const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
      const devices = await devicesOf(database);
      return {
        devices: devices.map(({ enrolledAt, seenAt, revokedAt, ...device }) => ({
          ...device,
          enrolledAt: iso(enrolledAt),
          seenAt: iso(seenAt),
          revokedAt: iso(revokedAt),
        })),
      };
    }
    case 'revoke':
      return revoke(database, command.device, now());
    case 'nas add':
      await putNas(database, seal, command.nas);
      return { added: command.nas.address };
    case 'nas remove':
      return { removed: await removeNas(database, command.address) };
    case 'nas':
      return { nas: await nasList(database) };
    case 'billing':
      return billingState(database, now());
    case 'billing affirm-date':
      // From here on the clock goes by this date, at its next look.
      await keepLastRun(database, now().getTime());
      return billingState(database, now());
  }
}

/** How the billing clock stands. `rests`: the server's clock has leapt, and nobody has said that its date is right. */
async function billingState(database: Database, now: Date): Promise<object> {
  const last = await lastRunOf(database);
  return {
    date: now.toISOString(),
    lastRun: last === null ? null : new Date(last).toISOString(),
    rests: restsSince(last, now.getTime()) !== null,
    waiting: await waitingAt(database, now.getTime()),
  };
}
