import type { ProvisioningJob } from '#shared/contract/provisioning.ts';

export type JobState = ProvisioningJob['state'];

/** In the order of the tabs. */
export const JOB_STATES: readonly JobState[] = ['queued', 'failed', 'applied'];

/** What the address says after the ?: which state is shown, and of which router. Without a state: what waits. */
export interface JobSearch {
  readonly state?: JobState;
  readonly router?: string;
}

export function jobSearchOf(raw: Readonly<Record<string, unknown>>): JobSearch {
  const { router } = raw;
  const state = JOB_STATES.find((one) => one === raw['state']);
  return {
    ...(state !== undefined && { state }),
    ...(typeof router === 'string' && /^[0-9a-f-]{36}$/.test(router) && { router }),
  };
}
