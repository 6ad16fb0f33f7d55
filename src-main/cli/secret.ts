import type { Secret } from './command.ts';
import type { Console } from './console.ts';
import { Usage } from './usage.ts';

/** Where somebody types: a terminal, or whatever a test puts in its place. */
export interface Keyboard {
  readonly isTTY?: boolean;
  setRawMode(raw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/**
 * Passwords for the command line: from the environment, which others cannot see as they can a command line, or typed at a
 * terminal, which shows nothing of it. Throws Usage `password-missing` where there is neither.
 */
export function secretsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  keyboard: Keyboard,
  console: Console,
  ask: (text: string) => void,
): Secret {
  const known = new Map<string, Promise<string>>();
  const typed = async (question: string, again?: string): Promise<string> => {
    const once = await typedUnseen(keyboard, ask, question);
    const twice = again === undefined ? once : await typedUnseen(keyboard, ask, again);
    if (once !== twice) throw new Usage('passwords-differ');
    return once;
  };
  return (variable, question, params, again) => {
    const before = known.get(variable);
    if (before) return before;
    const given = environment[variable];
    const asked =
      given !== undefined
        ? Promise.resolve(given)
        : keyboard.isTTY === true
          ? typed(console.say(question, params), again === undefined ? undefined : console.say(again, params))
          : Promise.reject(new Usage('password-missing', { variable }));
    known.set(variable, asked);
    return asked;
  };
}

const CANCELLED = new Set(['\u0003', '\u0004']);
const DONE = new Set(['\r', '\n']);
const RUBBED_OUT = new Set(['\u007f', '\b']);

/** What is typed until Enter. In raw mode the terminal itself neither shows the keys nor ends the program with Ctrl+C. */
function typedUnseen(keyboard: Keyboard, ask: (text: string) => void, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: readonly string[] = [];
    const end = (): void => {
      keyboard.off('data', listen);
      keyboard.setRawMode(false);
      keyboard.pause();
      ask('\n');
    };
    const listen = (chunk: Buffer): void => {
      for (const key of chunk.toString('utf8')) {
        if (CANCELLED.has(key)) {
          end();
          reject(new Usage('cancelled'));
          return;
        }
        if (DONE.has(key)) {
          end();
          resolve(typed.join(''));
          return;
        }
        typed = RUBBED_OUT.has(key) ? typed.slice(0, -1) : [...typed, key];
      }
    };
    // Before it is asked: whoever types at once must not see it either.
    keyboard.setRawMode(true);
    ask(question);
    keyboard.on('data', listen);
    keyboard.resume();
  });
}
