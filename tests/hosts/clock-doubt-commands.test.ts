import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { say } from '#main/words.ts';
import { commandsOn } from './told-core.ts';

// Whoever takes money or gives it back on the command line is warned while the date is in doubt, in the words of the screens.

const DOUBT = { code: 'clock-unsure', params: { today: '2027-02-28', since: '2026-11-20' } };
const WARNING = `${say('refused.clock-unsure', DOUBT.params)}\n`;

const run = commandsOn('billing', {
  ledger: {
    reverse: { id: 'r1', balance: '0.00' },
    receipt: { number: 'R-1', amount: '500.00', currency: 'BDT', balance: '500.00', paidUntil: null },
  },
  customers: {
    find: { id: 'c1' },
    add: { kind: 'added', id: 'c1', username: 'user1', status: 'active', payment: 'p1' },
  },
  reference: { lists: { operators: [], packages: [] } },
  actions: {
    run: () => ({ next: () => ({ done: true, value: { id: 'run', applied: 1, canUndo: false, undoes: null } }) }),
    outcomes: {
      outcomes: [
        { customer: 'c1', username: 'user1', status: 'active', state: 'applied', reason: null, payment: 'p1' },
      ],
      next: null,
    },
  },
});

const paid = { amount: '500', method: 'cash' };

test.each([
  ['reverse', { words: [randomUUID()], options: { note: 'typed twice' } }],
  ['payment add', { options: { username: 'user1', ...paid } }],
  ['customer add-payment', { words: ['user1'], options: paid }],
])(
  'given a date that is in doubt, when `%s` moves money, then it does, with the one warning beside it; without a doubt none',
  async (name, typed) => {
    expect(await run(name, { doubt: { doubt: DOUBT } }, typed)).toMatchObject({ status: 0, error: WARNING });
    expect(await run(name, { doubt: { doubt: null } }, typed)).toMatchObject({ status: 0, error: '' });
  },
);

test.each([
  ['pays at once', { method: 'cash' }, WARNING],
  ['is only recorded', {}, ''],
])(
  'given a date that is in doubt, when a customer is added who %s, then whoever takes money is warned, and nobody else',
  async (_, paying, warning) => {
    const customer = {
      ...{ username: 'user1', password: 'correct horse', fullName: 'Rahim Mia', operator: 'DN' },
      ...{ package: 'Home 10M', billingProfile: 'Monthly', ...paying },
    };
    const own = Object.getOwnPropertyDescriptor(process, 'stdin') ?? {};
    onTestFinished(() => void Object.defineProperty(process, 'stdin', own));
    Object.defineProperty(process, 'stdin', { ...own, get: () => Readable.from([JSON.stringify(customer)]) });
    expect(await run('customer add', { doubt: { doubt: DOUBT } })).toMatchObject({ status: 0, error: warning });
  },
);
