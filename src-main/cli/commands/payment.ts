import { warnOfClock } from '../clock-doubt.ts';
import { type CoreCommand, textOption } from '../command.ts';
import { knownId } from '../customer-id.ts';
import { paidFrom } from '../action-terms.ts';
import { REQUEST_OPTION, REQUEST_USAGE, requestAbout, requestOf } from '../request.ts';
import { ended } from '../run-ended.ts';
import { Usage } from '../usage.ts';

/** Takes a payment of one customer. */
export const paymentAdd: CoreCommand = {
  kind: 'core',
  name: 'payment add',
  usage: `--username USERNAME --amount AMOUNT --method cash|mpesa|bank|cheque [--reference TEXT] [--note TEXT] ${REQUEST_USAGE} [--json]`,
  about: requestAbout,
  options: {
    username: { type: 'string' },
    amount: { type: 'string' },
    method: { type: 'string' },
    reference: { type: 'string' },
    note: { type: 'string' },
    ...REQUEST_OPTION,
  },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const needed = (name: string): string => {
      const value = textOption(options, name);
      if (value === undefined) throw new Usage('option-missing', { option: `--${name}` });
      return value;
    };
    const request = requestOf(options);
    const username = needed('username');
    const terms = { action: 'add-payment', amount: needed('amount'), ...paidFrom(options) } as const;
    const id = await knownId(client, username);
    await warnOfClock(client, console);
    const run = await ended(await client.actions.run({ request, which: { ids: [id] }, terms }));
    const { outcomes } = await client.actions.outcomes({ run: run.id });
    const [outcome] = outcomes;
    if (!outcome || outcome.payment === null) {
      const reason = outcome?.reason ?? { code: 'action-failed', params: { id: run.id } };
      const why = console.say(`refused.${reason.code}`, reason.params);
      console.print(`${username}: ${console.say('cli.action-refused')} (${why})`);
      console.answer({ username, status: outcome?.status ?? null, applied: false, code: reason.code, reason: why });
      return 1;
    }
    const receipt = await client.ledger.receipt({ payment: outcome.payment });
    const { number, amount, currency, balance, paidUntil } = receipt;
    console.print(console.say('cli.payment-added', { username, amount: `${amount} ${currency}`, receipt: number }));
    console.answer({
      ...{ username: outcome.username, status: outcome.status, applied: true },
      ...{ payment: outcome.payment, receipt: number, amount, balance, paidUntil, run: run.id },
    });
    return 0;
  },
};
