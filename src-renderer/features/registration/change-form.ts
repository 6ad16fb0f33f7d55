import type { RegistrationForm } from '#shared/contract/registration.ts';

const NO_ADDRESS = { block: null, ip: '', fromPool: false } as const;

/**
 * A form with some of it changed, and what that makes wrong taken away: another connection has other plans, another plan
 * other addresses. Everything else stays.
 */
export function changed(form: RegistrationForm, change: Partial<RegistrationForm>): RegistrationForm {
  const next = { ...form, ...change };
  if (next.connection !== form.connection) return { ...next, package: null, ...NO_ADDRESS };
  if (next.operator !== form.operator) {
    return { ...next, package: null, billingProfile: null, zone: null, ...NO_ADDRESS };
  }
  return next.package === form.package ? next : { ...next, ...NO_ADDRESS };
}

/** Whether an address that was kept is given up by a change. */
export const givesUpAddress = (before: RegistrationForm, after: RegistrationForm): boolean =>
  before.ip !== '' && (after.ip === '' || after.fromPool);
