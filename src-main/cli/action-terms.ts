import type { ParseArgsOptionsConfig } from 'node:util';
import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { folded } from '#shared/domain/text.ts';
import { Refusal } from '../refusal.ts';
import { type Client, type Options, type Secret, textOption } from './command.ts';
import { Usage } from './usage.ts';

interface OptionsOf {
  readonly options: ParseArgsOptionsConfig;
  /** As the help shows it, with a space behind. */
  readonly usage: string;
}

const NONE: OptionsOf = { options: {}, usage: '' };
const text = { type: 'string' } as const;
const given = { type: 'boolean' } as const;

/** What each action takes on the command line. Packages, profiles, zones and operators by name or code. */
export const ACTION_OPTIONS: Readonly<Record<CustomerAction, OptionsOf>> = {
  activate: NONE,
  suspend: { options: { note: text }, usage: '[--note TEXT] ' },
  reactivate: NONE,
  'reset-password': { options: { 'password-env': text }, usage: '[--password-env VARIABLE] ' },
  'change-package': {
    options: { package: text, ip: text, 'no-ip': given },
    usage: '--package NAME [--ip ADDRESS | --no-ip] ',
  },
  'change-profile': { options: { profile: text }, usage: '--profile NAME ' },
  'change-zone': { options: { zone: text, 'no-zone': given }, usage: '--zone NAME | --no-zone ' },
  'change-operator': { options: { operator: text }, usage: '--operator NAME ' },
  'change-ip': { options: { ip: text, 'no-ip': given }, usage: '--ip ADDRESS | --no-ip ' },
  'bind-mac': { options: { mac: text, type: text }, usage: '--mac MAC [--type TEXT] ' },
  'remove-mac': { options: { mac: text }, usage: '[--mac MAC] ' },
  delete: NONE,
  restore: {
    options: { 'new-username': text, ip: text, 'no-ip': given },
    usage: '[--new-username NAME] [--ip ADDRESS | --no-ip] ',
  },
};

/** The terms that the options say. Throws Usage for a missing option, a Refusal for a name that nobody has. */
export async function termsFrom(
  client: Client,
  action: CustomerAction,
  options: Options,
  secret: Secret,
): Promise<ActionTerms> {
  const option = (name: string): string | undefined => textOption(options, name);
  const needed = (name: string): string => {
    const value = option(name);
    if (value === undefined) throw new Usage('option-missing', { option: `--${name}` });
    return value;
  };
  const isGiven = (name: string): boolean => options[name] === true;
  const ip = isGiven('no-ip') ? null : option('ip');
  const lists = (): ReturnType<Client['reference']['lists']> => client.reference.lists();
  switch (action) {
    case 'activate':
    case 'reactivate':
    case 'delete':
      return { action };
    case 'suspend': {
      const note = option('note');
      return { action, ...(note === undefined ? {} : { note }) };
    }
    case 'reset-password': {
      const variable = option('password-env');
      return variable === undefined
        ? { action }
        : { action, password: await secret(variable, 'cli.customer-password', {}) };
    }
    case 'change-package': {
      const id = named((await lists()).packages, needed('package'), 'package-unknown');
      return { action, package: id, ...(ip === undefined ? {} : { ip }) };
    }
    case 'change-profile':
      return {
        action,
        billingProfile: named((await lists()).billingProfiles, needed('profile'), 'billing-profile-unknown'),
      };
    case 'change-zone':
      if (isGiven('no-zone')) return { action, zone: null };
      return { action, zone: named((await lists()).zones, needed('zone'), 'zone-unknown') };
    case 'change-operator':
      return { action, operator: named((await lists()).operators, needed('operator'), 'operator-unknown') };
    case 'change-ip':
      return { action, ip: ip === undefined ? needed('ip') : ip };
    case 'bind-mac': {
      const type = option('type');
      return { action, mac: needed('mac'), ...(type === undefined ? {} : { type }) };
    }
    case 'remove-mac': {
      const mac = option('mac');
      return { action, ...(mac === undefined ? {} : { mac }) };
    }
    case 'restore': {
      const username = option('new-username');
      return { action, ...(username === undefined ? {} : { username }), ...(ip === undefined ? {} : { ip }) };
    }
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** A name goes before a code, as in a file. */
function named(records: readonly Named[], typed: string, code: string): string {
  const key = folded(typed);
  const found =
    records.find(({ name }) => folded(name) === key) ?? records.find((record) => folded(record.code) === key);
  if (!found) throw new Refusal(code);
  return found.id;
}
