import type { MessageLine } from '#shared/contract/messages.ts';
import { MESSAGE_STATES, MessageState } from '#shared/domain/message/message.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { type CoreCommand, type Options, textOption } from '../command.ts';
import type { Console } from '../console.ts';
import { knownId } from '../customer-id.ts';
import { Usage } from '../usage.ts';

const WINDOW = 100;
const MOST = 500;

/** What customers were sent and what waits, the latest first, in one window. */
export const messagesList: CoreCommand = {
  kind: 'core',
  name: 'messages list',
  usage: `[--state ${MESSAGE_STATES.join('|')}] [--customer USERNAME] [--limit N] [--after CURSOR] [--json]`,
  options: {
    state: { type: 'string' },
    customer: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const state = stateOf(options);
    const username = textOption(options, 'customer');
    const after = textOption(options, 'after');
    const { messages, next } = await client.messages.list({
      limit: limitOf(options),
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after }),
      ...(username === undefined ? {} : { customer: await knownId(client, username) }),
    });
    const counts = await client.messages.counts();
    const { timeZone } = await client.settings.get();
    for (const line of messages) console.print(textOf(line, timeZone, console));
    console.print(console.say('cli.messages-total', { shown: messages.length, ...counts }));
    if (next !== null) console.print(console.say('cli.messages-next', { cursor: next }));
    console.answer({ counts, messages, next });
    return 0;
  },
};

/** Tries all that wait, now. Exit status 1 when some still wait, were refused, or nobody knows of. */
export const messagesFlush: CoreCommand = {
  kind: 'core',
  name: 'messages flush',
  usage: '[--json]',
  options: {},
  words: 0,
  creates: false,
  run: async (client, { console }) => {
    const before = await client.messages.counts();
    const after = await client.messages.flush();
    console.print(console.say('cli.messages-flushed', after));
    console.answer(after);
    const isWell = after.waiting === 0 && after.failed === before.failed && after.unknown === before.unknown;
    return isWell ? 0 : 1;
  },
};

/** Sends one text to one phone, to see what the gateway answers. */
export const messagesTest: CoreCommand = {
  kind: 'core',
  name: 'messages test',
  usage: 'PHONE TEXT [--json]',
  options: {},
  words: 2,
  creates: false,
  run: async (client, { words: [phone = '', text = ''], console }) => {
    const tested = await client.messages.test({ phone, text });
    const { state, status, answer, reason } = tested;
    const sent = state === 'sent';
    if (sent) console.print(console.say('cli.message-tested', { status: status ?? 0 }));
    if (reason) console.note(console.say(`refused.${reason.code}`, reason.params));
    if (answer !== '') console.print(answer);
    console.answer({ sent, ...tested });
    return sent ? 0 : 1;
  },
};

function stateOf(options: Options): MessageState | undefined {
  const value = textOption(options, 'state');
  if (value === undefined) return undefined;
  const state = MessageState.safeParse(value);
  if (!state.success) throw new Usage('message-state-option', { value, states: MESSAGE_STATES.join(', ') });
  return state.data;
}

function limitOf(options: Options): number {
  const typed = textOption(options, 'limit');
  if (typed === undefined) return WINDOW;
  const limit = Number(typed);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new Usage('number-option', { name: 'limit', value: typed, most: String(MOST) });
  return limit;
}

function textOf(line: MessageLine, timeZone: string, console: Console): string {
  const { createdAt, state, username, phone, kind, text, reason } = line;
  const why = reason === null ? '' : console.say(`refused.${reason.code}`, reason.params);
  return [
    wallClock(Date.parse(createdAt), timeZone),
    state.padEnd(9),
    (username ?? phone ?? '').padEnd(16),
    kind.padEnd(16),
    text ?? '',
    why,
  ]
    .join('  ')
    .trimEnd();
}
