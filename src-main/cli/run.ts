import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ORPCError } from '@orpc/client';
import { Refused } from '#shared/contract/refused.ts';
import { Refusal } from '../refusal.ts';
import { clientOf } from './client.ts';
import { type Call, type Command, type ExitStatus, textOption } from './command.ts';
import { commands } from './commands.ts';
import { type Console, openConsole, type Output } from './console.ts';
import { type Keyboard, secretsFrom } from './secret.ts';
import { Usage } from './usage.ts';

/** Runs one command line; the answer is the exit status. Nothing is thrown, and no stack trace is ever shown. */
export async function runCommandLine(
  typed: readonly string[],
  out: Output,
  error: Output,
  environment: Readonly<Record<string, string | undefined>>,
  keyboard: Keyboard,
): Promise<ExitStatus> {
  const console = openConsole(typed.includes('--json'), out, error);
  try {
    const found = commandOf(typed);
    if (!found) return help(console, typed, out);
    const { command, rest } = found;
    if (rest.includes('--help')) {
      const about = command.about === undefined ? '' : `${command.about(console)}\n`;
      out.write(`lastmile ${command.name} ${command.usage}\n${about}`);
      return 0;
    }
    const secret = secretsFrom(environment, keyboard, console, (text) => error.write(text));
    const call = { ...parsed(command, rest, environment), console, secret };
    return await (command.kind === 'plain' ? command.run(call) : onCore(command, call));
  } catch (thrown) {
    const { code, text } = told(console, thrown);
    console.note(text);
    console.answer({ error: { code, message: text } });
    return 2;
  }
}

/** The command whose name is the longest that the words begin with. */
function commandOf(typed: readonly string[]): { command: Command; rest: string[] } | undefined {
  const isWord = (word: string | undefined): word is string => word !== undefined && !word.startsWith('-');
  for (const length of [2, 1]) {
    const words = typed.slice(0, length);
    if (words.length < length || !words.every(isWord)) continue;
    const command = commands.find(({ name }) => name === words.join(' '));
    if (command) return { command, rest: typed.slice(length) };
  }
  return undefined;
}

function parsed(
  command: Command,
  rest: string[],
  environment: Readonly<Record<string, string | undefined>>,
): Omit<Call, 'console' | 'secret'> {
  const usage = `lastmile ${command.name} ${command.usage}`.trim();
  let found;
  try {
    found = parseArgs({
      args: rest,
      options: { ...command.options, data: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (reason) {
    throw misread(reason, usage);
  }
  const { positionals: words, values } = found;
  if (words.length < command.words) throw new Usage('too-few-words', { usage });
  if (words.length > command.words && command.orMore !== true) throw new Usage('too-many-words', { usage });
  // `npm run` changes to the project's folder; a person means the one that the command was typed in.
  const from =
    environment['npm_lifecycle_event'] === 'lastmile' ? (environment['INIT_CWD'] ?? process.cwd()) : process.cwd();
  const path = (name: string): string => resolve(from, name);
  const options = values as Call['options'];
  const data = textOption(options, 'data');
  return { words, options, path, as: textOption(options, 'as'), folder: data === undefined ? undefined : path(data) };
}

/** What Node says of options that it cannot read; what begins with a dash (an amount below nothing) it takes for an option. */
function misread(reason: unknown, usage: string): Usage {
  const message = reason instanceof Error ? reason.message : '';
  const [, option] = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument (?:is ambiguous|missing)/.exec(message) ?? [];
  if (option !== undefined) return new Usage('option-value', { option, usage });
  // The message is Node's own: "Unknown option '--x'…".
  return new Usage('usage', { reason: message.split('. ')[0] ?? '', usage });
}

async function onCore(command: Extract<Command, { kind: 'core' }>, call: Call): Promise<ExitStatus> {
  const { client, close } = await clientOf({ ...call, create: command.creates });
  try {
    return await command.run(client, call);
  } finally {
    await close();
  }
}

function told(console: Console, thrown: unknown): { code: string; text: string } {
  if (thrown instanceof Usage) return { code: thrown.code, text: console.say(`cli.${thrown.code}`, thrown.params) };
  if (thrown instanceof Refusal)
    return { code: thrown.code, text: console.say(`refused.${thrown.code}`, thrown.params) };
  if (thrown instanceof ORPCError && thrown.code === 'REFUSED') {
    const { code, params } = Refused.parse(thrown.data);
    return { code, text: console.say(`refused.${code}`, params) };
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', text: console.say('cli.internal', { reason }) };
}

function help(console: Console, typed: readonly string[], out: Output): ExitStatus {
  const isAsked = typed.length === 0 || typed.includes('--help') || typed[0] === 'help';
  const [first = ''] = typed;
  // "customer frobnicate": what can be done to a customer says more than every command there is.
  const family = commands.filter(({ name }) => name.startsWith(`${first} `));
  const shown = typed.includes('--help') && family.length > 0 ? family : commands;
  const lines = shown.map(({ name, usage }) => `  ${`${name} ${usage}`.trim()}`);
  const text = console.say('cli.help', { commands: lines.join('\n') });
  if (isAsked && !console.json) {
    out.write(`${text}\n`);
    return 0;
  }
  const name = typed.filter((word) => !word.startsWith('-')).join(' ');
  const akin = family.map((one) => one.name.slice(first.length + 1));
  const message =
    akin.length === 0
      ? console.say('cli.unknown-command', { name })
      : console.say('cli.unknown-action', { name: first, action: typed[1] ?? '', actions: akin.join(', ') });
  console.note(akin.length === 0 ? `${message}\n${text}` : message);
  console.answer({ error: { code: 'unknown-command', message } });
  return 2;
}
