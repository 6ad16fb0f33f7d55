import { type CoreCommand, textOption } from '../command.ts';
import { Usage } from '../usage.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Runs the billing clock once, through to an instant. */
export const billingRun: CoreCommand = {
  kind: 'core',
  name: 'billing run',
  usage: '[--at INSTANT] [--ahead] [--json]',
  options: { at: { type: 'string' }, ahead: { type: 'boolean' } },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const at = textOption(options, 'at');
    if (at !== undefined && (!INSTANT.test(at) || Number.isNaN(Date.parse(at)))) {
      throw new Usage('instant-option', { value: at });
    }
    const asked = at === undefined ? {} : { at: new Date(at).toISOString() };
    const ran = await client.billing.run({ ...asked, ahead: options['ahead'] === true });
    console.print(console.say('cli.billing-ran', ran));
    console.answer(ran);
    return 0;
  },
};
