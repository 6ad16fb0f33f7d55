import { startLoopback, untilTold } from '../../loopback.ts';
import { type PlainCommand, textOption } from '../command.ts';
import { Usage } from '../usage.ts';

/** The screens in a browser on this machine, until Ctrl+C. */
export const serve: PlainCommand = {
  kind: 'plain',
  name: 'serve',
  usage: '[--port N]',
  options: { port: { type: 'string' } },
  words: 0,
  run: async ({ options, folder }) => {
    const typed = textOption(options, 'port') ?? '0';
    const port = Number(typed);
    if (!/^\d{1,5}$/.test(typed) || port > 65_535) throw new Usage('port-option', { value: typed });
    const told = untilTold();
    const loopback = await startLoopback({ folder, create: true, port });
    // For programs and for people: this line is all that stands on standard output.
    process.stdout.write(`${JSON.stringify({ url: loopback.url })}\n`);
    await told;
    await loopback.stop();
    return 0;
  },
};
