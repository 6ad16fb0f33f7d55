import type { Command } from './command.ts';
import { splitPath } from './command.ts';
import { policiesOfUser } from './permissions.ts';
import type { Router } from './router.ts';
import { answers, type Shown } from './tables/query.ts';
import { isFrom } from './tables/schema.ts';
import type { Row, Table } from './tables/table.ts';
import { add, chosen, isNaming, move, remove, set, unset } from './tables/write.ts';
import { CATEGORY, Trap, noPermission } from './trap.ts';

/** A reply: its words without the tag. */
export type Reply = readonly string[];

const READS = ['print', 'getall', 'find', 'get', 'listen'];
const WRITES = ['add', 'set', 'unset', 'remove', 'enable', 'disable', 'move', 'comment'];
/** What only shapes what a print says. */
const SHAPES = ['.proplist', 'count-only', 'detail', 'stats', 'without-paging', 'terse', 'from', ...['.id', 'numbers']];

export const isWrite = (path: string): boolean => WRITES.includes(splitPath(path)[1]);

/** The table that a command is for, for whoever may. Throws a trap. */
export function tableFor(router: Router, { path }: Command, user: string): Table {
  const [menu, verb] = splitPath(path);
  const { tables, faults } = router;
  if (!tables.has(menu)) throw new Trap('no such command prefix', CATEGORY.missing);
  if (!READS.includes(verb) && !WRITES.includes(verb)) throw new Trap('no such command', CATEGORY.missing);
  const granted = policiesOfUser(router, user);
  const table = tables.at(menu);
  const writes = WRITES.includes(verb);
  const needed = [writes ? 'write' : 'read', ...(writes && table.menu.policy ? [table.menu.policy] : [])];
  if (!needed.every((policy) => granted.has(policy)) || (writes && faults.strikes('read-only'))) throw noPermission();
  return table;
}

/** Carries a command out: its replies, `!done` the last. Throws a trap; then nothing was changed. */
export function carryOut(router: Router, command: Command, user: string): readonly Reply[] {
  const table = tableFor(router, command, user);
  const [, verb] = splitPath(command.path);
  if (!WRITES.includes(verb)) return read(router, table, command, user);
  const id = write(router, table, verb, command);
  router.counters.writes++;
  return [id === null ? ['!done'] : ['!done', `=ret=${id}`]];
}

function write(router: Router, table: Table, verb: string, { parameters }: Command): string | null {
  const { tables } = router;
  const naming = [...parameters].filter(([name]) => isNaming(name));
  if (verb === 'add') return add(tables, table, parameters);
  if (verb === 'set') set(tables, table, parameters);
  else if (verb === 'unset') unset(tables, table, parameters);
  else if (verb === 'remove') remove(table, parameters);
  else if (verb === 'move') move(table, parameters);
  else if (verb === 'comment') set(tables, table, new Map([...naming, ['comment', parameters.get('comment') ?? '']]));
  else set(tables, table, new Map([...naming, ['disabled', verb === 'disable' ? 'yes' : 'no']]));
  return null;
}

function read(router: Router, table: Table, command: Command, user: string): readonly Reply[] {
  const [, verb] = splitPath(command.path);
  const { parameters, query } = command;
  const secrets = policiesOfUser(router, user).has('sensitive');
  if (verb === 'get') return [get(router, table, parameters, secrets)];
  for (const name of parameters.keys())
    if (!SHAPES.includes(name)) throw new Trap(`unknown parameter ${name}`, CATEGORY.value);
  const named = parameters.has('.id') || parameters.has('numbers') ? chosen(table, parameters) : table.rows;
  const found = named.map((row) => router.shown(table, row, secrets)).filter((shown) => answers(shown, query));
  if (parameters.has('count-only')) return [['!done', `=ret=${found.length}`]];
  if (verb === 'find') return [['!done', `=ret=${found.map((shown) => shown.get('.id') ?? '').join(';')}`]];
  const nothing = isFrom(router.tables.version, 7, 18) ? [['!empty']] : [];
  return [...(found.length === 0 ? nothing : found.map((shown) => rowReply(shown, parameters))), ['!done']];
}

function get(router: Router, table: Table, parameters: Command['parameters'], secrets: boolean): Reply {
  const [row] = chosen(table, parameters);
  const shown = row ? router.shown(table, row, secrets) : new Map<string, string>();
  return ['!done', `=ret=${shown.get(parameters.get('value-name') ?? '') ?? ''}`];
}

/** `!re` with the fields that `.proplist` asks for, or all. */
export function rowReply(shown: Shown, parameters: Command['parameters']): Reply {
  const asked = parameters.get('.proplist')?.split(',');
  const fields = asked
    ? asked.flatMap((name) => (shown.has(name) ? [[name, shown.get(name) ?? ''] as const] : []))
    : [...shown];
  return ['!re', ...fields.map(([name, value]) => `=${name}=${value}`)];
}

/** Tells every later change of a menu until it is ended: the row as it is, or `.dead` for one that is gone. */
export function listen(router: Router, command: Command, user: string, tell: (reply: Reply) => void): () => void {
  const table = tableFor(router, command, user);
  const shownNow = (row: Row): Shown => router.shown(table, row, policiesOfUser(router, user).has('sensitive'));
  return table.listen((change) => {
    if (change.kind === 'gone') tell(['!re', `=.id=${change.id}`, '=.dead=yes']);
    else if (answers(shownNow(change.row), command.query)) tell(rowReply(shownNow(change.row), command.parameters));
  });
}
