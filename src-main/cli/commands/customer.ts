import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { ActionOutcome, ActionRun } from '#shared/contract/actions.ts';
import { CUSTOMER_ACTIONS, type CustomerAction } from '#shared/domain/customer/actions.ts';
import { warnOfClock } from '../clock-doubt.ts';
import { type Client, type CoreCommand, type ExitStatus } from '../command.ts';
import type { Console } from '../console.ts';
import { ACTION_OPTIONS, termsFrom } from '../action-terms.ts';
import { idOf, unknownCustomer } from '../customer-id.ts';
import { REQUEST_OPTION, REQUEST_USAGE, requestAbout, requestOf } from '../request.ts';
import { completed, CUSTOMER_KEYS, customerIn } from '../new-customer.ts';
import { ended } from '../run-ended.ts';
import { Usage } from '../usage.ts';

/** What programs are promised of each customer. `code` is the reason's, for whoever does not read sentences. */
interface Told {
  readonly username: string;
  readonly status: string | null;
  readonly applied: boolean;
  readonly code?: string;
  readonly reason?: string;
  /** How many sessions were ended. */
  readonly ended?: number;
  /** After a change of the address: the one that the customer has now. */
  readonly ip?: string | null;
}

/** With any of these a customer is registered, and may pay at once. */
const MONEY = ['method', 'reference', 'installationFee', 'customAmount', 'received'] as const;

/** Adds one customer, as JSON on standard input. */
export const customerAdd: CoreCommand = {
  kind: 'core',
  name: 'customer add',
  usage: `${REQUEST_USAGE} [--json] < CUSTOMER.json`,
  about: ({ say }) => `${say('cli.customer-add-keys', { keys: CUSTOMER_KEYS.join(', ') })}\n${requestAbout({ say })}`,
  options: REQUEST_OPTION,
  words: 0,
  creates: false,
  run: async (client, { options, console }) => {
    const request = requestOf(options);
    const { customer, made } = await completed(client, customerIn(await text(process.stdin)));
    // Asked for again, something else would be made up, and it would not be the same request.
    if (options['request'] !== undefined && Object.keys(made).length > 0) throw new Usage('request-made-up');
    if (MONEY.some((key) => customer[key] !== undefined)) await warnOfClock(client, console);
    const added = await client.customers.add({ request, customer });
    if (added.kind === 'added') {
      const { id, username, status, payment } = added;
      const receipt = payment == null ? null : (await client.ledger.receipt({ payment })).number;
      console.print(
        console.say(receipt === null ? 'cli.customer-added' : 'cli.customer-added-paid', {
          username,
          receipt: receipt ?? '',
        }),
      );
      if (made.password !== undefined) {
        // What is printed elsewhere than on a screen stays there, in clear.
        console.print(
          console.isTerminal
            ? console.say('cli.customer-made-password', { password: made.password })
            : console.say('cli.customer-made-password-kept'),
        );
      }
      console.answer({
        ...{ id, username, status, applied: true, ...(made.password !== undefined && { password: made.password }) },
        ...(payment === undefined ? {} : { payment, receipt }),
      });
      return 0;
    }
    const problems = added.problems.map(({ field, code, params }) => ({
      field,
      code,
      message: console.say(`refused.${code}`, params),
    }));
    console.print(console.say('cli.customer-not-added', { username: customer.username }));
    for (const { field, message } of problems) console.print(`  ${field}: ${message}`);
    const reason = problems.map(({ message }) => message).join(' ');
    console.answer({ username: customer.username, status: null, applied: false, reason, problems });
    return 1;
  },
};

const commandOf = (action: CustomerAction): CoreCommand => ({
  kind: 'core',
  name: `customer ${action}`,
  usage: `USERNAME… ${ACTION_OPTIONS[action].usage}${REQUEST_USAGE} [--json]`,
  about: requestAbout,
  options: { ...ACTION_OPTIONS[action].options, ...REQUEST_OPTION },
  words: 1,
  orMore: true,
  creates: false,
  run: async (client, { words, options, console, secret }) => {
    const request = requestOf(options);
    const usernames = [...new Set(words)];
    const found = await Promise.all(usernames.map((username) => idOf(client, username)));
    const ids = found.filter((id) => id !== null);
    if (ids.length === 0) throw unknownCustomer(usernames.join(', '));
    const terms = await termsFrom(client, action, options, secret, async (asked) => {
      const { refused } = await client.actions.preview({ which: { ids }, terms: asked });
      return refused.every(({ reason }) => reason.code !== 'choice-not-of-operator');
    });
    if ('method' in terms) await warnOfClock(client, console);
    const run = await ended(await client.actions.run({ request, which: { ids }, terms }));
    const outcomes = new Map((await outcomesOf(client, request)).map((outcome) => [outcome.customer, outcome]));
    const addresses = action === 'change-ip' ? await addressesOf(client, ids) : new Map<string, string | null>();
    const told = usernames.map((username, at): Told => {
      const outcome = outcomes.get(found[at] ?? '');
      const ip = addresses.get(outcome?.customer ?? '');
      if (outcome) return { ...toldOf(outcome, console), ...(ip === undefined ? {} : { ip }) };
      const reason = console.say('refused.customer-unknown');
      return { username, status: null, applied: false, code: 'customer-unknown', reason };
    });
    return tell(told, run, console);
  },
});

/** One for each action there is. */
export const customerActions: readonly CoreCommand[] = CUSTOMER_ACTIONS.map(commandOf);

/** Takes back what a run did. */
export const customerUndo: CoreCommand = {
  kind: 'core',
  name: 'customer undo',
  usage: 'RUN [--json]',
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words, console }) => {
    const run = words[0] ?? '';
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run)) throw new Usage('not-a-run', { run });
    const request = randomUUID();
    const undone = await ended(await client.actions.undo({ request, run }));
    return tell(
      (await outcomesOf(client, request)).map((outcome) => toldOf(outcome, console)),
      undone,
      console,
    );
  },
};

/** One object for one customer, a list for several, each with the run that did it. */
function tell(told: readonly Told[], { id: run, undoes, canUndo, applied }: ActionRun, console: Console): ExitStatus {
  for (const { username, status, applied: isDone, reason, ip } of told) {
    const now = ip === undefined ? status : (ip ?? console.say('cli.no-ip'));
    const words = isDone ? (now ?? '') : console.say('cli.action-refused');
    console.print(`${username}: ${words}${reason === undefined ? '' : ` (${reason})`}`);
  }
  // Of what nothing came there is nothing to take back, nor of what can never be.
  if (applied > 0 && (canUndo || undoes !== null))
    console.print(console.say(undoes === null ? 'cli.action-run' : 'cli.action-undone', { run }));
  const [only] = told;
  console.answer(told.length === 1 ? { ...only, run } : { results: told, run });
  return told.every((one) => one.applied) ? 0 : 1;
}

function toldOf({ username, status, state, reason }: ActionOutcome, console: Console): Told {
  const why = reason && { code: reason.code, reason: console.say(`refused.${reason.code}`, reason.params) };
  const count = reason?.code === 'disconnected' ? Number(reason.params['count']) : undefined;
  const sessions = count === undefined ? {} : { ended: count };
  return { username, status, applied: state === 'applied', ...sessions, ...why };
}

/** The addresses that customers have now, by id. */
async function addressesOf(client: Client, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const found = await Promise.all(ids.map((id) => client.customers.get({ id })));
  return new Map(found.map(({ id, ip }) => [id, ip]));
}

async function outcomesOf(client: Client, run: string): Promise<readonly ActionOutcome[]> {
  const all: ActionOutcome[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page = await client.actions.outcomes({ run, after, limit: 1000 });
    all.push(...page.outcomes);
    after = page.next;
  }
  return all;
}
