import type { ParseArgsOptionsConfig } from 'node:util';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { PAYMENT_METHODS, PaymentMethod } from '#shared/domain/billing/entry.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { MESSAGE_KINDS, MessageKind } from '#shared/domain/message/template.ts';
import { Suggestions } from '#shared/domain/import/suggest.ts';
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
const PAID: OptionsOf = {
  options: { method: text, reference: text, note: text },
  usage: `--method ${PAYMENT_METHODS.join('|')} [--reference TEXT] [--note TEXT] `,
};

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
  'change-router': { options: { router: text, 'no-router': given }, usage: '--router NAME | --no-router ' },
  'change-operator': { options: { operator: text }, usage: '--operator NAME ' },
  'change-ip': { options: { ip: text, 'no-ip': given }, usage: '--ip ADDRESS | --no-ip ' },
  'bind-mac': { options: { mac: text, type: text }, usage: '--mac MAC [--type TEXT] ' },
  'remove-mac': { options: { mac: text }, usage: '[--mac MAC] ' },
  disconnect: NONE,
  recharge: { options: { amount: text, ...PAID.options }, usage: `--amount AMOUNT ${PAID.usage}` },
  renew: { options: { amount: text, ...PAID.options }, usage: `[--amount AMOUNT] ${PAID.usage}` },
  'add-payment': { options: { amount: text, ...PAID.options }, usage: `--amount AMOUNT ${PAID.usage}` },
  'add-charge': { options: { amount: text, note: text }, usage: '--amount AMOUNT --note TEXT ' },
  'add-credit': { options: { amount: text, note: text }, usage: '--amount AMOUNT --note TEXT ' },
  extend: { options: { until: text, days: text, note: text }, usage: '--until YYYY-MM-DD | --days N [--note TEXT] ' },
  'special-price': { options: { price: text, 'no-price': given }, usage: '--price AMOUNT | --no-price ' },
  'send-details': NONE,
  'send-message': { options: { kind: text, text }, usage: '--kind KIND | --text TEXT ' },
  delete: NONE,
  restore: {
    options: { 'new-username': text, ip: text, 'no-ip': given, account: text, 'no-account': given },
    usage: '[--new-username NAME] [--ip ADDRESS | --no-ip] [--account NUMBER | --no-account] ',
  },
};

/**
 * The terms that the options say. Of several records with a name (two operators may each have one) that one is meant which
 * `fits` the customers. Throws Usage for a missing option, a Refusal for a name that nobody has, or that too many have.
 */
export async function termsFrom(
  client: Client,
  action: CustomerAction,
  options: Options,
  secret: Secret,
  fits: (terms: ActionTerms) => Promise<boolean>,
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
    case 'disconnect':
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
      const terms = (id: string) => ({ action, package: id, ...(ip === undefined ? {} : { ip }) });
      return meant((await lists()).packages, needed('package'), 'package-unknown', terms, fits);
    }
    case 'change-profile': {
      const terms = (id: string) => ({ action, billingProfile: id });
      return meant((await lists()).billingProfiles, needed('profile'), 'billing-profile-unknown', terms, fits);
    }
    case 'change-zone': {
      if (isGiven('no-zone')) return { action, zone: null };
      const terms = (id: string) => ({ action, zone: id });
      return meant((await lists()).zones, needed('zone'), 'zone-unknown', terms, fits);
    }
    case 'change-router': {
      if (isGiven('no-router')) return { action, router: null };
      const terms = (id: string) => ({ action, router: id });
      const offered = (await client.routers.list())
        .filter(({ retiredAt }) => retiredAt === null)
        .map(({ id, name, code }) => ({ id, name, code: code ?? '' }));
      return meant(offered, needed('router'), 'router-unknown', terms, fits);
    }
    case 'change-operator': {
      const terms = (id: string) => ({ action, operator: id });
      return meant((await lists()).operators, needed('operator'), 'operator-unknown', terms, fits);
    }
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
    case 'recharge':
    case 'add-payment':
      return { action, amount: needed('amount'), ...paidFrom(options) };
    case 'renew': {
      const amount = option('amount');
      return { action, ...(amount === undefined ? {} : { amount }), ...paidFrom(options) };
    }
    case 'add-charge':
    case 'add-credit':
      return { action, amount: needed('amount'), note: needed('note') };
    case 'extend':
      return { action, ...extensionFrom(options) };
    case 'special-price':
      return { action, price: isGiven('no-price') ? null : needed('price') };
    case 'send-details':
      return { action };
    case 'send-message':
      return { action, ...messageFrom(options) };
    case 'restore': {
      const username = option('new-username');
      const accountNumber = isGiven('no-account') ? null : option('account');
      return {
        action,
        ...(username === undefined ? {} : { username }),
        ...(ip === undefined ? {} : { ip }),
        ...(accountNumber === undefined ? {} : { accountNumber }),
      };
    }
  }
}

/** How it was paid. Throws Usage for a method that there is not. */
export function paidFrom(options: Options): Paid {
  const typed = textOption(options, 'method');
  const method = PaymentMethod.safeParse(typed);
  if (!method.success) {
    throw new Usage('option-choice', { option: '--method', value: typed ?? '', choices: PAYMENT_METHODS.join(', ') });
  }
  const reference = textOption(options, 'reference');
  const note = textOption(options, 'note');
  return {
    method: method.data,
    ...(reference === undefined ? {} : { reference }),
    ...(note === undefined ? {} : { note }),
  };
}

interface Paid {
  readonly method: PaymentMethod;
  readonly reference?: string;
  readonly note?: string;
}

function extensionFrom(options: Options) {
  const until = textOption(options, 'until');
  const days = textOption(options, 'days');
  const note = textOption(options, 'note');
  if ((until === undefined) === (days === undefined)) throw new Usage('extend-which');
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) throw new Usage('days-option', { value: days });
  return {
    ...(until === undefined ? {} : { until }),
    ...(days === undefined ? {} : { days: Number(days) }),
    ...(note === undefined ? {} : { note }),
  };
}

/** A text of one's own, or that of a kind. */
function messageFrom(options: Options) {
  const text = textOption(options, 'text');
  const typed = textOption(options, 'kind') ?? (text === undefined ? undefined : 'own');
  const kind = MessageKind.exclude(['test']).safeParse(typed);
  if (!kind.success) {
    const choices = MESSAGE_KINDS.filter((one) => one !== 'test').join(', ');
    throw new Usage('option-choice', { option: '--kind', value: typed ?? '', choices });
  }
  return { kind: kind.data, ...(text === undefined ? {} : { text }) };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** The terms with the record that is meant. A name goes before a code, as in a file. */
async function meant(
  records: readonly Named[],
  typed: string,
  unknown: string,
  terms: (id: string) => ActionTerms,
  fits: (terms: ActionTerms) => Promise<boolean>,
): Promise<ActionTerms> {
  const key = folded(typed);
  const byName = records.filter(({ name }) => folded(name) === key);
  const found = byName.length > 0 ? byName : records.filter(({ code }) => folded(code) === key);
  const [first] = found;
  if (!first) {
    const guess = new Suggestions(records.map(({ name }) => name)).for(typed);
    throw new Refusal(unknown, guess === undefined ? {} : { context: 'close', name: typed, guess });
  }
  if (found.length === 1) return terms(first.id);
  const fitting: Named[] = [];
  for (const one of found) if (await fits(terms(one.id))) fitting.push(one);
  const [only, ...others] = fitting;
  if (only && others.length === 0) return terms(only.id);
  const codes = (fitting.length > 0 ? fitting : found).map(({ code }) => code).join(', ');
  throw new Refusal('name-ambiguous', { name: typed, codes });
}
