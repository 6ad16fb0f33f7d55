import { z } from 'zod';
import type { CoreCommand } from '../command.ts';
import { receiptText } from '../receipt-text.ts';

/** A payment as the customer is given it, as plain text. */
export const receipt: CoreCommand = {
  kind: 'core',
  name: 'receipt',
  usage: 'PAYMENT|NUMBER [--json]',
  about: ({ say }) => say('cli.receipt-about'),
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words: [typed = ''], console }) => {
    const which = z.uuid().safeParse(typed).success ? { payment: typed } : { number: typed };
    const found = await client.ledger.receipt(which);
    const { timeZone } = await client.settings.get();
    console.print(receiptText(found, timeZone));
    console.answer(found);
    return 0;
  },
};
