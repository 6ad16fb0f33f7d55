import type { Call, Client, CoreCommand } from '#main/cli/command.ts';
import { commands } from '#main/cli/commands.ts';
import { openConsole } from '#main/cli/console.ts';

// Commands of the command line, on a core that answers as it is told: how a core comes to its answers is held elsewhere.

/** What a procedure answers by what it is asked. */
export type Answer = (input: { readonly after?: string }) => unknown;

/** What each procedure of a feature answers: always the same, or by what it is asked. */
type Answers = Readonly<Record<string, unknown>>;

interface Typed {
  readonly words?: readonly string[];
  readonly options?: Call['options'];
}

/** What came of it. Beside it `calls`: the procedures of the feature in question with what they were asked, in their order. */
interface Ran {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/**
 * Commands on a core that has one feature in question and, `beside` it, what the command asks first (the time zone, whose id a
 * name is).
 */
export function commandsOn(feature: keyof Client, beside: Readonly<Record<string, Answers>> = {}) {
  return async (name: string, answers: Answers, typed: Typed = {}): Promise<Ran & { readonly calls: unknown[][] }> => {
    const calls: unknown[][] = [];
    const others = Object.entries(beside).map(([other, told]) => [other, answering(told)]);
    // A core of these features: the commands call nothing else.
    const client = {
      ...Object.fromEntries(others),
      [feature]: answering(answers, (procedure, input) => calls.push([procedure, input])),
    } as Client;
    return { ...(await ranOn(client, name, typed)), calls };
  };
}

/** Runs a command as `runCommandLine` would, but for what it throws. */
export async function ranOn(client: Client, name: string, { words = [], options = {} }: Typed = {}): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const command = commands.find((one): one is CoreCommand => one.kind === 'core' && one.name === name);
  if (!command) throw new Error(`No command ${name}`);
  const json = options['json'] === true;
  const console = openConsole(json, { write: (text) => out.push(text) }, { write: (text) => error.push(text) });
  const call: Call = {
    ...{ words, options, console, folder: undefined, as: undefined, path: (typed) => typed },
    secret: () => Promise.reject(new Error('nobody is asked')),
  };
  const status = await command.run(client, call);
  return { status, out: out.join(''), error: error.join('') };
}

/** A feature of a core: any procedure answers what it is told, and is noted. */
const answering = (answers: Answers, note: (procedure: string, input: unknown) => void = () => undefined): object =>
  new Proxy(
    {},
    {
      get: (_, procedure: string) => (input: unknown) => {
        note(procedure, input);
        const answer = answers[procedure];
        // Cast: whatever a test writes as a function is one of its answers.
        return Promise.resolve().then(() =>
          typeof answer === 'function' ? (answer as Answer)(input as never) : answer,
        );
      },
    },
  );
