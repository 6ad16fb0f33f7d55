import { performance } from 'node:perf_hooks';
import type { RadiusStatus } from '#shared/contract/radius.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { type AskOptions, serverStatus } from '#radius/index.ts';
import { Refusal } from '../../refusal.ts';
import { reasonOf } from './no-answer.ts';
import { heldServer, openSecret } from './server-record.ts';

/** Whether the server of the actor's operator is there. Throws Refusal `radius-none`, `key-locked` or `store-sealed-damaged`. */
export async function statusFor(
  { store }: Pick<FeatureDeps, 'store'>,
  { operatorId }: Actor,
  options: AskOptions,
): Promise<RadiusStatus> {
  const row = heldServer(store.reader, operatorId);
  if (!row) throw new Refusal('radius-none');
  const { host, port } = row;
  const secret = openSecret(store.seal, row);
  const asked = performance.now();
  const outcome = await serverStatus({ host, port, secret }, options);
  if (outcome.kind !== 'alive') return { alive: false, milliseconds: null, reason: reasonOf(outcome) };
  return { alive: true, milliseconds: Math.max(1, Math.round(performance.now() - asked)), reason: null };
}
