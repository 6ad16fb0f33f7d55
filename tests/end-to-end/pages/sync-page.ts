import type { Locator, Page } from '@playwright/test';
import type { SyncConflict, SyncPreview, SyncStatus } from '#shared/contract/sync.ts';

type Answer = (input: unknown) => unknown;

/** What the core answers instead of an answer: a refusal, as a code of the catalogue. */
export class Told {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    this.code = code;
    this.params = params;
  }
}

/** The page of synchronisation, and a core that tells of it what a test says: states that are hard to reach with a server. */
export class SyncPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly rows: Locator;
  readonly figures: Locator;
  /** Procedures that were called, with their inputs. */
  readonly calls: { readonly procedure: string; readonly input: unknown }[] = [];
  readonly #answers = new Map<string, Answer>();

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.rows = page
      .getByRole('table', { name: 'Not taken by the server' })
      .getByRole('row')
      .filter({ has: page.getByRole('cell') });
    this.figures = page.getByRole('main').locator('dl').first();
  }

  /** Has these procedures answered so from now on, and by nobody else. */
  async tell(answers: Readonly<Record<string, unknown>>): Promise<void> {
    const isFirst = this.#answers.size === 0;
    for (const [procedure, answer] of Object.entries(answers)) {
      this.#answers.set(procedure, typeof answer === 'function' ? (answer as Answer) : () => answer);
    }
    if (!isFirst) return;
    await this.page.route('**/rpc/sync/*', async (route) => {
      const procedure = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
      const answer = this.#answers.get(procedure);
      if (!answer) return route.fallback();
      const { json: input } = (route.request().postDataJSON() ?? {}) as { json?: unknown };
      if (procedure !== 'status' && procedure !== 'conflicts') this.calls.push({ procedure, input });
      const told = answer(input);
      if (told instanceof Told) {
        const { code, params } = told;
        const json = { defined: true, code: 'REFUSED', status: 422, message: 'REFUSED', data: { code, params } };
        return route.fulfill({ status: 422, json: { json } });
      }
      return route.fulfill({ json: { json: told } });
    });
  }

  row(title: string): Locator {
    return this.rows.filter({ hasText: title });
  }

  /** A number of the strip, by its name: "Waiting". */
  figure(name: string): Locator {
    return this.figures.locator('div').filter({ hasText: name }).getByRole('definition');
  }
}

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

/** A console that works with a server and has nothing to tell. */
export const rested: SyncStatus = {
  server: {
    url: 'https://isp.example:8443',
    operator: 'Dhaka Net',
    consoleName: 'Office Mirpur',
    fingerprint: null,
    enrolledAt: '2026-11-01T05:00:00.000Z',
    state: 'joined',
  },
  phase: 'resting',
  progress: null,
  paused: false,
  waiting: 0,
  conflicts: 0,
  refused: 0,
  doneToday: 230,
  contactAt: ago(20),
  fullAt: ago(140),
  failure: null,
};

export const alone: SyncStatus = {
  ...{ ...rested, server: null, waiting: 12, doneToday: 0, contactAt: null, fullAt: null },
};

export const joining: SyncStatus = {
  ...rested,
  ...{ server: rested.server && { ...rested.server, state: 'joining' }, fullAt: null, doneToday: 0 },
};

export const offline = (nextTryInSeconds: number | null, waiting = 14): SyncStatus => ({
  ...rested,
  waiting,
  failure: {
    reason: { code: 'sync-offline', params: { url: 'https://isp.example:8443' } },
    since: ago(3600),
    nextTryAt: nextTryInSeconds === null ? null : ago(-nextTryInSeconds),
  },
});

/** As long as a code may be that somebody has typed. */
const LONG_BLOCK = 'pool-of-the-village-behind-the-river-10.120.128.0-10.120.255.255';

const differing = [
  { field: 'price', here: '750.00', there: '800.00' },
  { field: 'downKbps', here: '10240', there: '10000' },
  { field: 'validityUnit', here: 'days', there: 'months' },
  { field: 'radiusGroup', here: null, there: 'home-10' },
];

export const preview: SyncPreview = {
  operator: 'Dhaka Net',
  isEmpty: false,
  customers: 12_350,
  lines: 48_112,
  serverRecords: 64,
  settings: [{ name: 'timeZone', here: 'Asia/Dhaka', there: 'Africa/Nairobi' }],
  records: [
    {
      ...{ kind: 'package', id: '01900000-0000-7000-8000-000000000001', name: 'Home 10M', asNew: 'Home 10M' },
      into: { id: '01900000-0000-7000-8000-0000000000a1', name: 'Home 10M', differs: differing },
      candidates: [{ id: '01900000-0000-7000-8000-0000000000a2', name: 'Home 10 Mbps', differs: [] }],
      texts: null,
    },
    {
      ...{ kind: 'zone', id: '01900000-0000-7000-8000-000000000002', name: 'Mirpur', asNew: 'Mirpur' },
      into: { id: '01900000-0000-7000-8000-0000000000a3', name: 'Mirpur', differs: [] },
      candidates: [],
      texts: null,
    },
    {
      ...{ kind: 'zone', id: '01900000-0000-7000-8000-000000000003', name: 'Mirpur 10', asNew: 'Mirpur 10' },
      into: null,
      candidates: [{ id: '01900000-0000-7000-8000-0000000000a3', name: 'Mirpur', differs: [] }],
      texts: null,
    },
    {
      ...{
        kind: 'billing-profile',
        id: '01900000-0000-7000-8000-000000000004',
        name: 'Monthly on the 5th',
        asNew: 'Monthly on the 5th',
      },
      ...{ into: null, candidates: [], texts: null },
    },
    {
      ...{ kind: 'network-address', id: '01900000-0000-7000-8000-000000000007', name: LONG_BLOCK },
      ...{ asNew: `${LONG_BLOCK}-office-mirpur-second-floor-beside-the-market`, into: null },
      ...{ candidates: [], texts: null },
    },
    {
      ...{ kind: 'operator', id: '01900000-0000-7000-8000-000000000005', name: 'admin', asNew: null, texts: null },
      into: {
        id: '01900000-0000-7000-8000-0000000000a5',
        name: 'Dhaka Net',
        differs: [{ field: 'name', here: 'admin', there: 'Dhaka Net' }],
      },
      candidates: [],
    },
    {
      ...{ kind: 'message-template', id: '01900000-0000-7000-8000-000000000006', name: 'welcome', asNew: null },
      into: {
        id: '01900000-0000-7000-8000-0000000000a6',
        name: 'welcome',
        differs: [{ field: 'text', here: 'Welcome to our village, {name}.', there: 'Welcome to {isp}, {name}.' }],
      },
      candidates: [],
      texts: { here: 'Welcome to our village, {name}.', there: 'Welcome to {isp}, {name}.' },
    },
  ],
};

const plain = (value: string) => ({ value, masked: false });

/** One refusal of each sort. */
export const conflicts: readonly SyncConflict[] = [
  {
    ...{ id: 'one', at: ago(5400), by: 'Karim', entity: 'customer', entityId: '01900000-0000-7000-8000-000000000011' },
    ...{ title: 'ayesha', fullName: 'Ayesha Siddiqua', action: 'change', code: 'STALE_FIELD', field: 'ip' },
    reason: { code: 'rejection-stale-field', params: { context: 'field', field: 'ip', value: '10.0.3.9', holder: '' } },
    ...{ mine: plain('10.0.3.9'), theirs: plain('10.0.3.20'), holder: null, choices: ['mine', 'theirs', 'edit'] },
    taken: null,
  },
  {
    ...{ id: 'two', at: ago(5000), by: 'Karim', entity: 'customer', entityId: '01900000-0000-7000-8000-000000000012' },
    ...{ title: 'rahim01', fullName: 'Rahim Mia', action: 'customers.add', code: 'USERNAME_TAKEN', field: 'username' },
    reason: {
      code: 'rejection-username-taken',
      params: { context: 'held', field: 'username', value: 'rahim01', holder: 'rahim01' },
    },
    ...{ mine: plain('rahim01'), theirs: null, choices: ['theirs', 'edit'] },
    taken: { payments: 2, amount: '1500.00', currency: 'BDT' },
    holder: { id: '01900000-0000-7000-8000-000000000021', title: 'rahim01', fullName: 'Rahim Uddin' },
  },
  {
    ...{
      id: 'three',
      at: ago(4000),
      by: 'Salma',
      entity: 'customer',
      entityId: '01900000-0000-7000-8000-000000000013',
    },
    ...{
      title: 'farhana7',
      fullName: 'Farhana Begum',
      action: 'reset-password',
      code: 'STALE_FIELD',
      field: 'password',
      holder: null,
    },
    reason: { code: 'rejection-stale-field', params: { context: 'field', field: 'password', value: '', holder: '' } },
    ...{ mine: { value: null, masked: true }, theirs: { value: null, masked: true } },
    ...{ taken: null, choices: ['mine', 'theirs', 'edit'] },
  },
  {
    ...{
      id: 'four',
      at: ago(90_000),
      by: 'Salma',
      entity: 'package',
      entityId: '01900000-0000-7000-8000-000000000014',
    },
    ...{ title: 'Home 10M', fullName: null, action: 'records.put', code: 'STALE_RECORD', field: 'price', holder: null },
    reason: { code: 'rejection-stale-record', params: { field: 'price', value: '800.00', holder: '' } },
    ...{ mine: plain('800.00'), theirs: plain('850.00'), choices: ['mine', 'theirs'] },
    taken: null,
  },
  {
    ...{
      id: 'five',
      at: ago(95_000),
      by: 'Salma',
      entity: 'customer',
      entityId: '01900000-0000-7000-8000-000000000015',
    },
    ...{
      title: 'mahbub',
      fullName: 'Mahbub Alam',
      action: 'add-payment',
      code: 'PAYMENT_REFERENCE_TAKEN',
      field: 'reference',
      holder: null,
    },
    reason: {
      code: 'rejection-payment-reference-taken',
      params: { context: 'field', field: 'reference', value: 'QJK4XY7Z', holder: '' },
    },
    ...{ mine: plain('QJK4XY7Z'), theirs: null, taken: null, choices: ['theirs', 'edit'] },
  },
];

/** What `conflicts` answers of these. */
export const listed = (of: readonly SyncConflict[]) => ({ conflicts: of, total: of.length, next: null });

/** A status of a console at which these have to be decided. */
export const undecided = (of: readonly SyncConflict[]): SyncStatus => {
  const both = of.filter(({ mine, theirs }) => mine !== null && theirs !== null).length;
  return { ...rested, conflicts: both, refused: of.length - both };
};
