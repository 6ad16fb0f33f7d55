import type { StaffLine } from '#shared/contract/office.ts';
import { Role, ROLES } from '#shared/domain/operator/role.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../../refusal.ts';
import { type Client, type CoreCommand, type Options, textOption } from '../command.ts';
import { operatorNamed } from '../operator-named.ts';
import { Usage } from '../usage.ts';
import { newPassword } from './password.ts';

const documentOf = ({ id, name, operator, role, hasPassword, retiredAt }: StaffLine) => {
  return { id, name, operator, role, hasPassword, retired: retiredAt !== null };
};

async function staffNamed(client: Client, name: string): Promise<StaffLine> {
  const found = (await client.staff.list()).find((line) => folded(line.name) === folded(name));
  if (!found) throw new Refusal('staff-unknown', { name });
  return found;
}

/** Everybody within reach who may sign in, or might once. */
export const staffList: CoreCommand = {
  kind: 'core',
  name: 'staff list',
  usage: '[--json]',
  options: {},
  words: 0,
  creates: false,
  run: async (client, { console }) => {
    const staff = (await client.staff.list()).map(documentOf);
    for (const { name, operator, role, hasPassword, retired } of staff) {
      const state = retired ? 'cli.staff-retired' : hasPassword ? 'cli.staff-may' : 'cli.staff-no-password';
      console.print(`${name.padEnd(20)} ${role.padEnd(10)} ${operator.padEnd(20)} ${console.say(state)}`);
    }
    console.answer({ staff });
    return 0;
  },
};

export const staffAdd: CoreCommand = {
  kind: 'core',
  name: 'staff add',
  usage: `NAME --role ${ROLES.join('|')} [--operator NAME|CODE] [--json]`,
  options: { role: { type: 'string' }, operator: { type: 'string' } },
  words: 1,
  creates: false,
  run: async (client, { words, options, console }) => {
    const role = roleOf(options);
    const operatorId = await operatorOf(client, options);
    const added = await client.staff.add({ name: words[0] ?? '', role, operatorId });
    console.print(console.say('cli.staff-added', { name: added.name, operator: added.operator }));
    console.answer(documentOf(added));
    return 0;
  },
};

export const staffSetPassword: CoreCommand = {
  kind: 'core',
  name: 'staff set-password',
  usage: 'NAME [--json]',
  options: {},
  words: 1,
  creates: false,
  run: async (client, { words, console, secret }) => {
    const { id, name } = await staffNamed(client, words[0] ?? '');
    await client.staff.setPassword({ id, password: await newPassword(secret, name) });
    console.print(console.say('cli.password-set', { name }));
    console.answer({ name, changed: true });
    return 0;
  },
};

export const staffRetire: CoreCommand = {
  kind: 'core',
  name: 'staff retire',
  usage: 'NAME [--back] [--json]',
  options: { back: { type: 'boolean' } },
  words: 1,
  creates: false,
  run: async (client, { words, options, console }) => {
    const { id } = await staffNamed(client, words[0] ?? '');
    const line = await client.staff.retire({ id, retired: options['back'] !== true });
    console.print(console.say(line.retiredAt === null ? 'cli.staff-back' : 'cli.staff-gone', { name: line.name }));
    console.answer(documentOf(line));
    return 0;
  },
};

function roleOf(options: Options): Role {
  const typed = textOption(options, 'role') ?? '';
  const role = Role.safeParse(typed);
  if (!role.success) throw new Usage('role-option', { value: typed, roles: ROLES.join(', ') });
  return role.data;
}

/** The operator that is named, by name or code; one's own when none is. */
async function operatorOf(client: Client, options: Options): Promise<string> {
  const typed = textOption(options, 'operator');
  if (typed === undefined) return (await client.signIn.state()).who?.operatorId ?? '';
  return operatorNamed(client, typed);
}
