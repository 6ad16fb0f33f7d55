import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';

export async function fillWithDemo(_deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>, _actor: Actor) {
  return Promise.reject<{ operators: number; packages: number; customers: number }>(new Refusal('demo-not-empty'));
}
