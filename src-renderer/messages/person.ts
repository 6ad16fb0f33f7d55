import type { Say } from './use-message.ts';

/** Somebody as people call them, and as the office tells them apart: "Rahim Uddin (rahim01)". */
export function personOf(of: { readonly fullName: string | null; readonly username: string }, say: Say): string {
  const { fullName, username } = of;
  return fullName === null || fullName === '' ? username : say('customers.person', { name: fullName, username });
}
