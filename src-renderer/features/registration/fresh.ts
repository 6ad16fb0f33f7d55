import { RegistrationForm } from '#shared/contract/registration.ts';

/** What the form begins with: most customers are on PPPoE. Cash, all of it, activated at once are the contract's. */
export const FRESH: RegistrationForm = RegistrationForm.parse({ connection: 'pppoe' });

/** What stays for the next customer of the same kind. */
export function anotherLike({ connection, operator, package: plan, billingProfile, method }: RegistrationForm) {
  return { ...FRESH, connection, operator, package: plan, billingProfile, method };
}

/** Whether somebody has typed anything that would be missed: a password that was made is not. */
export function isTyped(form: RegistrationForm, from: RegistrationForm): boolean {
  const plain = (one: RegistrationForm): string => JSON.stringify({ ...one, password: '' });
  return plain(form) !== plain(from);
}
