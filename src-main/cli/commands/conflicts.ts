import type { SyncConflict } from '#shared/contract/sync.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import { takenIn } from '#shared/sync/taken.ts';
import type { Client, CoreCommand, ExitStatus } from '../command.ts';
import type { Console } from '../console.ts';
import { Usage } from '../usage.ts';

/** As many as one question takes. */
const AT_ONCE = 1000;

/** What the server did not take, the oldest first. Exit status 1 when there is something. */
export const conflicts: CoreCommand = {
  kind: 'core',
  name: 'conflicts',
  usage: '[--json]',
  about: ({ say }) => say('cli.conflicts-about'),
  options: {},
  words: 0,
  creates: false,
  run: async (client, { console }) => {
    const all = await every(client);
    const { timeZone } = await client.settings.get();
    for (const conflict of all) console.print(textOf(conflict, timeZone, console));
    console.print(console.say('cli.conflicts-total', { count: all.length }));
    console.answer({ conflicts: all });
    return all.length === 0 ? 0 : 1;
  },
};

/** `conflicts keep-mine`: sends again what was done here; `conflicts keep-theirs`: gives it up. */
export const conflictChoices: readonly CoreCommand[] = (['mine', 'theirs'] as const).map((choice) => ({
  kind: 'core',
  name: `conflicts keep-${choice}`,
  usage: 'ID… | --all [--json]',
  about: ({ say }) => say(`cli.conflicts-${choice}-about`),
  options: { all: { type: 'boolean' } },
  words: 0,
  orMore: true,
  creates: false,
  run: async (client, { words, options, console }) => {
    const isAll = options['all'] === true;
    if (isAll === words.length > 0) throw new Usage('conflicts-which');
    const all = await every(client);
    const chosen = isAll ? all.filter(({ choices }) => choices.includes(choice)) : words.map((id) => named(all, id));
    const taken = choice === 'theirs' ? takenIn(chosen) : null;
    let solved = 0;
    const left: { readonly id: string; readonly reason: { readonly code: string; readonly message: string } }[] = [];
    for (let from = 0; from < chosen.length; from += AT_ONCE) {
      const ids = chosen.slice(from, from + AT_ONCE).map(({ id }) => id);
      const told = await client.sync.solve({ ids, choice });
      solved += told.solved;
      for (const { id, reason } of told.left) {
        left.push({ id, reason: { code: reason.code, message: console.say(`refused.${reason.code}`, reason.params) } });
      }
    }
    if (taken !== null && solved > 0) {
      const { payments: count, amount, currency } = taken;
      console.note(console.say('cli.conflicts-taken', { count, amount, currency }));
    }
    return tell(console, solved, left);
  },
}));

/** Sends one again with another value. */
export const conflictsSet: CoreCommand = {
  kind: 'core',
  name: 'conflicts set',
  usage: 'ID VALUE [--json]',
  about: ({ say }) => say('cli.conflicts-set-about'),
  options: {},
  words: 2,
  creates: false,
  run: async (client, { words: [typed = '', value = ''], console }) => {
    const { id } = named(await every(client), typed);
    const told = await client.sync.solve({ ids: [id], choice: 'edit', value });
    const left = told.left.map(({ id: other, reason }) => ({
      id: other,
      reason: { code: reason.code, message: console.say(`refused.${reason.code}`, reason.params) },
    }));
    return tell(console, told.solved, left);
  },
};

function tell(
  console: Console,
  solved: number,
  left: readonly { readonly id: string; readonly reason: { readonly code: string; readonly message: string } }[],
): ExitStatus {
  for (const { id, reason } of left) console.note(`${id} · ${reason.message}`);
  console.print(console.say('cli.conflicts-solved', { solved, left: left.length }));
  console.answer({ solved, left });
  return left.length === 0 ? 0 : 1;
}

async function every(client: Client): Promise<readonly SyncConflict[]> {
  const all: SyncConflict[] = [];
  for (let after: string | undefined; ;) {
    const { conflicts: some, next } = await client.sync.conflicts({
      limit: 200,
      ...(after !== undefined && { after }),
    });
    all.push(...some);
    if (next === null) return all;
    after = next;
  }
}

/** By its id, or by so much of the beginning that no other has it. */
function named(all: readonly SyncConflict[], typed: string): SyncConflict {
  const exact = all.find(({ id }) => id === typed);
  const [found, ...others] = exact ? [exact] : all.filter(({ id }) => typed !== '' && id.startsWith(typed));
  if (!found) throw new Usage('conflict-unknown', { value: typed });
  if (others.length > 0) throw new Usage('conflict-several', { value: typed });
  return found;
}

function textOf(conflict: SyncConflict, timeZone: string, console: Console): string {
  const { id, at, by, entity, title, action, field, mine, theirs, reason, taken, choices } = conflict;
  const side = (of: SyncConflict['mine']): string =>
    of === null ? '-' : of.masked ? console.say('cli.conflict-masked') : (of.value ?? '-');
  const values = field === null ? '' : `${field}: ${side(mine)} / ${side(theirs)}`;
  const why = console.say(`refused.${reason.code}`, reason.params);
  const money =
    taken === null
      ? ''
      : console.say('cli.conflict-taken', { count: taken.payments, amount: `${taken.amount} ${taken.currency}` });
  return [
    id,
    wallClock(Date.parse(at), timeZone),
    by,
    `${entity} ${title}`,
    action,
    values,
    why,
    money,
    choices.join(','),
  ]
    .filter((part) => part !== '')
    .join('  ');
}
