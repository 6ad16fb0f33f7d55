import type { Client } from './command.ts';
import type { Console } from './console.ts';

/** Warns whoever takes money or gives it back while the date is in doubt; nothing is said where it is not. */
export async function warnOfClock(client: Client, console: Console): Promise<void> {
  const { doubt } = await client.billing.doubt();
  if (doubt !== null) console.note(console.say(`refused.${doubt.code}`, doubt.params));
}
