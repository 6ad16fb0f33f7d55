import { randomUUID } from 'node:crypto';
import type { Contract } from '#shared/contract/index.ts';
import type { GatewayFields } from '#shared/contract/messages.ts';
import { RegistrationForm } from '#shared/contract/registration.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import { type Client, file, OPERATORS, type OperatorName, unique, type World } from './world.ts';

/** What a question asks for: records of one operator, or (`of` null) of which there are none. */
export interface At {
  readonly role: Role;
  /** Whoever asks. */
  readonly own: OperatorName;
  readonly of: OperatorName | null;
  readonly world: World;
}

type Ask = (client: Client, at: At) => Promise<unknown>;

export interface Question {
  readonly ask: Ask;
  /** It speaks of records of one operator; without it, the question is the same whosever they are. */
  readonly isOfRecord?: true;
  /** Relations whose records it reaches, where they are others than the rule's realm has. */
  readonly reaches?: readonly string[];
  /** Only these ask it: others may do something else with the procedure. */
  readonly roles?: readonly Role[];
  /** Refusals that are not about who asks: they may come where it is allowed. */
  readonly mayRefuse?: readonly string[];
  /** Words that stand in the answer for one's own records and those beneath. */
  readonly shows?: string;
}

/** How a procedure is asked: by name of the question; or where else it is proved. */
type Line = Readonly<Record<string, Question>> | { readonly provedIn: string };

const id = (of: OperatorName | null, make: (of: OperatorName) => string): string => (of ? make(of) : randomUUID());
const owner = ({ of, world }: At): string => id(of, (one) => world.operatorIds[one]);
const ownerName = ({ of }: At): string => (of === null ? 'nobody' : of === 'isp' ? 'admin' : OPERATORS[of]);
const customer = ({ of, world }: At): string => id(of, (one) => world.customer(one).id);
const operator = ({ of, world }: At): string => id(of, (one) => world.operator(world.operatorIds[one]));
const staff = ({ of, world }: At): string => id(of, (one) => world.staff(one));
const pack = ({ of, world }: At): string => id(of, (one) => world.package(one));
const profile = ({ of, world }: At): string => id(of, (one) => world.profile(one));
const zone = ({ of, world }: At): string => id(of, (one) => world.zone(one));
const block = ({ of, world }: At): string => id(of, (one) => world.block(one));
const router = ({ of, world }: At): string => id(of, (one) => world.router(one));
const job = ({ of, world }: At) => (of ? world.job(of) : { customer: randomUUID(), routerId: randomUUID() });
const view = ({ of, world }: At): string => id(of, (one) => world.view(one));
const batch = ({ of, world }: At): string => id(of, (one) => world.batch(one));
const session = ({ of, world }: At): Promise<string> => (of ? world.session(of) : Promise.resolve(randomUUID()));
/** One of its own for what ends it; out of reach nothing ends, so that there the one of the others does. */
const newSession = (at: At): Promise<string> => {
  const isReached = at.own === 'isp' || at.of === 'mine' || at.of === 'beneath';
  return at.of && isReached ? at.world.newSession(at.of) : session(at);
};
const run = ({ of, world }: At): Promise<string> => (of ? world.run(of) : Promise.resolve(randomUUID()));

const plain = (ask: Ask, more: Omit<Question, 'ask' | 'isOfRecord'> = {}): Line => ({ plain: { ask, ...more } });
const record = (ask: Ask, more: Omit<Question, 'ask' | 'isOfRecord'> = {}): Line => ({
  record: { ask, isOfRecord: true, ...more },
});
const listed = (ask: Ask, shows: string): Line => plain(ask, { shows });

/** Something that this role may do to a customer. */
const terms = ({ role }: At) =>
  role === 'cashier' ? ({ action: 'change-zone', zone: null } as const) : ({ action: 'reset-password' } as const);
const OFFICE: readonly Role[] = ['admin', 'manager'];
/** A customer of whoever asks. */
const mine = ({ world, own }: At) => ({ which: { ids: [world.customer(own).id] } });
const MONTH = { month: '2026-10' };
const OCTOBER_5 = { from: '2026-10-05', to: '2026-10-05' };
const SHOW = { show: 'all' } as const;
/** A router of the world can be asked for, and has no password to be reached with. */
/** What a console says that has no central server, or does not find it. */
const NO_SERVER = ['sync-none', 'sync-server-refuses', 'enrol-password-first'];
const NO_LINE = ['router-no-password', 'router-may-not-write'];

const fieldsOf = (at: At) => ({ name: `made-${unique()}`, code: null, operatorId: owner(at) });
const operatorFields = (at: At) => {
  const kind = at.own === 'isp' && at.of === 'isp' ? ('reseller' as const) : ('sub-reseller' as const);
  return { name: `made-${unique()}`, code: null, parentId: owner(at), kind, country: null };
};
const packageFields = (at: At) => ({
  ...fieldsOf(at),
  connection: 'pppoe' as const,
  downKbps: 1024,
  upKbps: 1024,
  price: '100',
  vatPercent: 0,
  priceIncludesVat: false,
  validity: 30,
  validityUnit: 'days' as const,
  volumeMb: null,
  routerProfile: null,
  radiusGroup: null,
  burstDownKbps: null,
  burstUpKbps: null,
  burstSeconds: null,
  addressFromPool: false,
  pools: [],
  sharing: null,
  medium: null,
});
const profileFields = (at: At) => ({
  ...fieldsOf(at),
  mode: 'monthly' as const,
  billingDay: 1,
  graceDays: 0,
  autoSuspend: false,
  timing: 'arrears' as const,
  prorateFirst: true,
});
const zoneFields = (at: At) => ({
  ...fieldsOf(at),
  parentId: null,
  colour: null,
  distributionPoint: null,
  division: null,
  district: null,
  thana: null,
});
const blockFields = (at: At) => {
  const first = at.world.free();
  const cidr = `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join('.')}/30`;
  return { operatorId: owner(at), code: null, cidr, gateway: null, routerId: null, packages: [], reserved: [] };
};
const routerFields = (at: At) => ({
  ...fieldsOf(at),
  host: `router-${unique()}.example`,
  port: 8728,
  tls: false,
  fingerprint: null,
  username: 'lastmile',
  password: null,
  codePage: 'windows-1252',
  writes: false,
  authentication: 'local' as const,
  suspension: 'disable' as const,
  staticWay: 'lease' as const,
  pppLocalAddress: null,
  hotspotServer: null,
  dhcpServer: null,
  customerInterface: null,
  radiusSecret: null,
});
/** Nobody listens there. */
const reachedFields = {
  host: '127.0.0.1',
  port: 9,
  tls: false,
  fingerprint: null,
  username: 'lastmile',
  password: 'secret-of-a-router',
  codePage: 'windows-1252',
};
const staffFields = (at: At) => ({ operatorId: owner(at), name: `made-${unique()}`, role: 'cashier' as const });
const customField = () => ({ label: `Made ${unique()}`, type: 'text' as const, required: false, options: [] });
const newCustomer = () => ({
  username: `made-${unique()}`,
  password: 'secret-of-1',
  fullName: 'Somebody',
  package: 'Home',
  billingProfile: 'Monthly',
});
const EMPTY = {
  phone: null,
  email: null,
  address: null,
  accountNumber: null,
  clientType: null,
  medium: null,
  sharing: null,
  distributionPoint: null,
  division: null,
  district: null,
  thana: null,
  custom: {},
};

/** What may be chosen for a new customer: of the operators above too. */
const CHOSEN = { isOfRecord: true, reaches: ['own', 'beneath', 'parent'] } as const;
const form = (over: Partial<RegistrationForm>) => RegistrationForm.parse({ connection: 'pppoe', ...over });

/** Nobody listens there. */
const NOWHERE: GatewayFields = {
  name: 'made gateway',
  url: 'http://127.0.0.1:9/send',
  method: 'POST',
  headers: [],
  bodyKind: 'json',
  body: '{"to":"{phone}","text":"{text}"}',
  successStatus: '2xx',
  successText: '',
  referencePath: '',
  phoneFormat: 'international',
  allowsPasswordInUrl: false,
  enabled: true,
};

const oneByOne = { provedIn: 'tests/features/sign-in.test.ts' };

/**
 * Every procedure there is, and how it is asked for records of an operator. One that is new has no line here, and then
 * this file does not compile.
 */
export const table: { readonly [Feature in keyof Contract]: { readonly [Name in keyof Contract[Feature]]: Line } } = {
  signIn: {
    state: oneByOne,
    enter: oneByOne,
    leave: oneByOne,
    lock: oneByOne,
    present: oneByOne,
    changePassword: oneByOne,
    recover: oneByOne,
  },
  dashboard: { get: plain((c) => c.dashboard.get()) },
  customers: {
    list: {
      all: { ask: (c) => c.customers.list({ filter: {}, limit: 1000 }), shows: 'user-' },
      search: { ask: (c) => c.customers.list({ filter: { search: 'customer' }, limit: 1000 }) },
      operator: { ask: (c, at) => c.customers.list({ filter: { operators: [owner(at)] } }), isOfRecord: true },
    },
    windows: record((c, at) => c.customers.windows({ filter: { operators: [owner(at)] } })),
    counts: plain((c) => c.customers.counts()),
    get: record((c, at) => c.customers.get({ id: customer(at) })),
    find: record((c, { of, world }) =>
      c.customers.find({ username: of ? world.customer(of).username : `nobody-${unique()}` }),
    ),
    revealPassword: record((c, at) => c.customers.revealPassword({ id: customer(at) })),
    add: {
      operator: {
        ask: (c, at) =>
          c.customers.add({ request: randomUUID(), customer: { ...newCustomer(), operator: ownerName(at) } }),
        isOfRecord: true,
      },
    },
    change: record((c, at) => {
      const known = at.of ? at.world.customer(at.of) : { id: randomUUID(), username: 'nobody' };
      const before = { ...EMPTY, username: known.username, fullName: `${at.of ? OPERATORS[at.of] : ''} customer` };
      const fields = { ...before, fullName: 'Another Name' };
      return c.customers.change({ id: known.id, version: 1, before, fields });
    }),
    export: {
      ids: {
        ask: (c, at) =>
          c.customers.export({ which: { ids: [customer(at)] }, columns: ['username', 'operator'], format: 'csv' }),
        isOfRecord: true,
      },
      all: {
        ask: (c) =>
          c.customers.export({ which: { filter: {}, except: [] }, columns: ['username', 'operator'], format: 'csv' }),
        shows: 'user-',
      },
    },
    count: record((c, at) => c.customers.count({ which: { ids: [customer(at)] } })),
    views: plain((c) => c.customers.views()),
    saveView: plain((c) => c.customers.saveView({ name: `made ${unique()}`, filter: {}, sort: null, columns: null })),
    removeView: record((c, at) => c.customers.removeView({ id: view(at) })),
    columns: plain((c) => c.customers.columns()),
    chooseColumns: plain((c) => c.customers.chooseColumns({ columns: ['username'] })),
  },
  actions: {
    preview: {
      customer: {
        ask: (c, at) => c.actions.preview({ which: { ids: [customer(at)] }, terms: terms(at) }),
        isOfRecord: true,
      },
      operator: {
        ask: (c, at) => c.actions.preview({ ...mine(at), terms: { action: 'change-operator', operator: owner(at) } }),
        isOfRecord: true,
        roles: OFFICE,
      },
      package: {
        ask: (c, at) => c.actions.preview({ ...mine(at), terms: { action: 'change-package', package: pack(at) } }),
        isOfRecord: true,
        roles: OFFICE,
        // One beneath is known, and refused for another reason: it is not to be had by this customer.
        reaches: ['own', 'beneath', 'parent'],
      },
      zone: {
        ask: (c, at) => c.actions.preview({ ...mine(at), terms: { action: 'change-zone', zone: zone(at) } }),
        isOfRecord: true,
        roles: OFFICE,
        // One beneath is known, and refused for another reason: it is not to be had by this customer.
        reaches: ['own', 'beneath', 'parent'],
      },
      router: {
        ask: (c, at) => c.actions.preview({ ...mine(at), terms: { action: 'change-router', router: router(at) } }),
        isOfRecord: true,
        roles: ['admin', 'manager', 'technician'],
        reaches: ['own', 'beneath', 'parent'],
      },
    },
    run: {
      customer: {
        ask: (c, at) => c.actions.run({ request: randomUUID(), which: { ids: [customer(at)] }, terms: terms(at) }),
        isOfRecord: true,
      },
    },
    get: record(async (c, at) => c.actions.get({ run: await run(at) })),
    outcomes: record(async (c, at) => c.actions.outcomes({ run: await run(at) })),
    recent: plain((c) => c.actions.recent()),
    retry: record(async (c, at) => c.actions.retry({ request: randomUUID(), run: await run(at) }), {
      mayRefuse: ['not-allowed'],
    }),
    undo: record(async (c, at) => c.actions.undo({ request: randomUUID(), run: await run(at) }), {
      mayRefuse: ['not-allowed'],
    }),
  },
  devices: {
    list: {
      all: { ask: (c) => c.devices.list({ limit: 1000 }), shows: 'user-' },
      customer: { ask: (c, at) => c.devices.list({ customer: customer(at) }), isOfRecord: true },
    },
  },
  history: {
    list: {
      all: { ask: (c) => c.history.list({ filter: {}, limit: 1000 }), shows: 'user-' },
      customer: { ask: (c, at) => c.history.list({ filter: { customer: customer(at) } }), isOfRecord: true },
      staff: { ask: (c, { of, world }) => c.history.list({ filter: { staff: id(of, (one) => world.staffIds[one]) } }) },
    },
    choices: plain((c) => c.history.choices()),
    export: {
      all: { ask: (c) => c.history.export({ filter: {}, format: 'csv' }), shows: 'user-' },
      customer: {
        ask: (c, at) => c.history.export({ filter: { customer: customer(at) }, format: 'csv' }),
        isOfRecord: true,
      },
    },
  },
  import: {
    open: plain((c) => c.import.open({ file: file(`made-${unique()}.csv`) })),
    dryRun: plain((c) => c.import.dryRun({ file: file('made.csv'), choices: {} })),
    problems: record(async (c, at) => c.import.problems({ session: await session(at) })),
    unfinished: plain((c) => c.import.unfinished()),
    watch: record(async (c, at) => c.import.watch({ session: await session(at) })),
    get: record(async (c, at) => c.import.get({ session: await session(at) })),
    choose: record(async (c, at) => c.import.choose({ session: await session(at), choices: {} })),
    rows: record(async (c, at) => c.import.rows({ session: await session(at), filter: SHOW, from: 0, count: 10 })),
    edit: record(async (c, at) => {
      const step = { kind: 'set', row: 2, field: 'fullName', value: `made ${unique()}` } as const;
      return c.import.edit({ session: await session(at), step });
    }),
    undo: record(async (c, at) => c.import.undo({ session: await session(at) })),
    redo: record(async (c, at) => c.import.redo({ session: await session(at) })),
    tryReplace: record(async (c, at) => {
      const step = { kind: 'replace', field: null, find: 'x', with: 'y', whole: false, filter: SHOW } as const;
      return c.import.tryReplace({ session: await session(at), step });
    }),
    seek: record(async (c, at) => {
      return c.import.seek({ session: await session(at), filter: SHOW, from: -1, field: null, backwards: false });
    }),
    commit: record(async (c, at) => c.import.commit({ session: await newSession(at), activate: true })),
    stop: record(async (c, at) => c.import.stop({ session: await session(at) })),
    discard: record(async (c, at) => c.import.discard({ session: await newSession(at) })),
    report: record(async (c, at) => c.import.report({ session: await session(at), format: 'csv' })),
    fixRefused: record(async (c, at) => c.import.fixRefused({ session: await session(at) }), {
      mayRefuse: ['import-not-ready', 'import-not-committed'],
    }),
    template: plain((c) => c.import.template({ format: 'csv' })),
    batches: plain((c) => c.import.batches()),
    undoBatch: record((c, at) => c.import.undoBatch({ batch: batch(at) })),
  },
  reports: {
    btrcPreview: plain((c) => c.reports.btrcPreview({ ...MONTH, limit: 1000 })),
    btrcExport: plain((c) => c.reports.btrcExport({ ...MONTH, format: 'csv' })),
    btrcHandedIn: plain((c) => c.reports.btrcHandedIn({ ...MONTH, handedIn: false })),
  },
  operators: {
    list: listed((c) => c.operators.list(), ''),
    add: record((c, at) => c.operators.add(operatorFields(at)), { mayRefuse: ['operator-parent-kind'] }),
    change: record((c, at) => c.operators.change({ id: operator(at), version: 1, fields: operatorFields(at) }), {
      mayRefuse: ['operator-parent-kind'],
    }),
    retire: record((c, at) => c.operators.retire({ id: operator(at), retired: true })),
    remove: record((c, at) => c.operators.remove({ id: operator(at) })),
  },
  staff: {
    list: listed((c) => c.staff.list(), 'person-'),
    add: record((c, at) => c.staff.add(staffFields(at))),
    change: {
      id: {
        ask: (c, at) => c.staff.change({ id: staff(at), version: 1, fields: staffFields(at) }),
        isOfRecord: true,
      },
      operator: {
        ask: (c, at) => c.staff.change({ id: at.world.staff(at.own), version: 1, fields: staffFields(at) }),
        isOfRecord: true,
      },
    },
    retire: record((c, at) => c.staff.retire({ id: staff(at), retired: true })),
    remove: record((c, at) => c.staff.remove({ id: staff(at) })),
    setPassword: record((c, at) => c.staff.setPassword({ id: staff(at), password: 'nine green boats' }), {
      mayRefuse: ['staff-own-password-first'],
    }),
  },
  packages: {
    list: listed((c) => c.packages.list(), 'pack-'),
    add: record((c, at) => c.packages.add(packageFields(at))),
    change: record((c, at) => c.packages.change({ id: pack(at), version: 1, fields: packageFields(at) })),
    retire: record((c, at) => c.packages.retire({ id: pack(at), retired: true })),
    remove: record((c, at) => c.packages.remove({ id: pack(at) })),
  },
  billingProfiles: {
    list: listed((c) => c.billingProfiles.list(), 'profile-'),
    add: record((c, at) => c.billingProfiles.add(profileFields(at))),
    change: record((c, at) => c.billingProfiles.change({ id: profile(at), version: 1, fields: profileFields(at) })),
    retire: record((c, at) => c.billingProfiles.retire({ id: profile(at), retired: true })),
    remove: record((c, at) => c.billingProfiles.remove({ id: profile(at) })),
  },
  zones: {
    list: listed((c) => c.zones.list(), 'zone-'),
    add: record((c, at) => c.zones.add(zoneFields(at))),
    change: record((c, at) => c.zones.change({ id: zone(at), version: 1, fields: zoneFields(at) })),
    retire: record((c, at) => c.zones.retire({ id: zone(at), retired: true })),
    remove: record((c, at) => c.zones.remove({ id: zone(at) })),
    merge: {
      from: { ask: (c, at) => c.zones.merge({ from: zone(at), into: at.world.zone(at.own) }), isOfRecord: true },
      into: { ask: (c, at) => c.zones.merge({ from: at.world.zone(at.own), into: zone(at) }), isOfRecord: true },
    },
  },
  routers: {
    list: listed((c) => c.routers.list(), 'router-'),
    add: record((c, at) => c.routers.add(routerFields(at))),
    change: record((c, at) => c.routers.change({ id: router(at), version: 1, fields: routerFields(at) })),
    retire: record((c, at) => c.routers.retire({ id: router(at), retired: true })),
    remove: record((c, at) => c.routers.remove({ id: router(at) })),
    test: record((c, at) => c.routers.test({ id: router(at), ...reachedFields })),
    takeOver: record((c, at) => c.routers.takeOver({ id: router(at) }), { mayRefuse: ['sync-none'] }),
    setUpScript: plain((c) =>
      c.routers.setUpScript({
        username: 'lastmile',
        from: null,
        tls: true,
        authentication: 'local',
        radiusServer: null,
      }),
    ),
  },
  radius: {
    server: plain((c) => c.radius.server()),
    changeServer: plain(
      (c) => c.radius.changeServer({ version: null, host: '127.0.0.1', port: 9, secret: 'shared secret' }),
      { mayRefuse: ['radius-changed'] },
    ),
    status: plain((c) => c.radius.status(), { mayRefuse: ['radius-none'] }),
    testLogin: record((c, at) => c.radius.testLogin({ customer: customer(at), method: 'pap' }), {
      mayRefuse: ['radius-password-unknown', 'radius-none'],
    }),
    disconnect: record((c, at) => c.radius.disconnect({ customer: customer(at) }), {
      mayRefuse: ['radius-no-router', 'radius-router-secret', 'radius-no-log-in'],
    }),
    changeRate: record((c, at) => c.radius.changeRate({ customer: customer(at) }), {
      mayRefuse: ['radius-no-router', 'radius-router-secret', 'radius-no-log-in'],
    }),
    removeServer: plain((c) => c.radius.removeServer({ version: 1 }), { mayRefuse: ['radius-changed'] }),
  },
  provisioning: {
    run: {
      all: { ask: (c) => c.provisioning.run({}) },
      // Nobody waits there: nothing is asked of it. A router of an operator above serves one's own customers too.
      router: {
        ask: (c, at) => c.provisioning.run({ router: router(at) }),
        isOfRecord: true,
        reaches: ['own', 'beneath', 'parent'],
      },
    },
    list: record((c, at) => c.provisioning.list({ customer: job(at).customer })),
    counts: plain((c) => c.provisioning.counts()),
    retry: record((c, at) => c.provisioning.retry({ jobs: [job(at)] })),
  },
  online: {
    list: plain((c) => c.online.list({})),
    // What is online stands in the memory of the core: tests/features/online.test.ts proves whose is whose.
    refresh: { provedIn: 'tests/features/online.test.ts' },
    disconnect: { provedIn: 'tests/features/online.test.ts' },
    // What the server tells of whom: tests/server/offices-online.test.ts.
    sessions: record((c, at) => c.online.sessions({ customer: customer(at) }), { mayRefuse: NO_SERVER }),
    usage: record((c, at) => c.online.usage({ by: 'day', customer: customer(at) }), { mayRefuse: NO_SERVER }),
  },
  adopt: {
    found: record((c, at) => c.adopt.found({ router: router(at) }), { mayRefuse: NO_LINE }),
    propose: record((c, at) => c.adopt.propose({ router: router(at), records: 'all' }), { mayRefuse: NO_LINE }),
    takeOver: record((c, at) => c.adopt.takeOver({ router: router(at), records: 'all' }), { mayRefuse: NO_LINE }),
  },
  drift: {
    compare: record((c, at) => c.drift.compare({ router: router(at) }), { mayRefuse: NO_LINE }),
    repair: record((c, at) => c.drift.repair({ router: router(at), lines: 'all' }), { mayRefuse: NO_LINE }),
    remove: record((c, at) => c.drift.remove({ router: router(at), line: 'unknown' }), { mayRefuse: NO_LINE }),
  },
  sync: {
    status: plain((c) => c.sync.status()),
    now: plain((c) => c.sync.now(), { mayRefuse: NO_SERVER }),
    pause: plain((c) => c.sync.pause({ paused: true }), { mayRefuse: NO_SERVER }),
    conflicts: plain((c) => c.sync.conflicts({})),
    solve: plain((c) => c.sync.solve({ ids: [randomUUID()], choice: 'theirs' }), { mayRefuse: NO_SERVER }),
    look: plain((c) => c.sync.look({ url: 'http://127.0.0.1:9', fingerprint: null }), { mayRefuse: NO_SERVER }),
    enrol: plain(
      (c) => c.sync.enrol({ url: 'http://127.0.0.1:9', code: 'none', fingerprint: null, consoleName: 'office' }),
      { mayRefuse: NO_SERVER },
    ),
    preview: plain((c) => c.sync.preview(), { mayRefuse: NO_SERVER }),
    join: plain((c) => c.sync.join({ into: {} }), { mayRefuse: NO_SERVER }),
    leave: plain((c) => c.sync.leave(), { mayRefuse: NO_SERVER }),
  },
  networkAddresses: {
    list: listed((c) => c.networkAddresses.list(), 'block-'),
    add: record((c, at) => c.networkAddresses.add(blockFields(at))),
    change: record((c, at) => c.networkAddresses.change({ id: block(at), version: 1, fields: blockFields(at) })),
    retire: record((c, at) => c.networkAddresses.retire({ id: block(at), retired: true })),
    remove: record((c, at) => c.networkAddresses.remove({ id: block(at) })),
    free: record((c, at) => c.networkAddresses.free({ block: block(at) })),
    map: record((c, at) => c.networkAddresses.map({ block: block(at) })),
    hold: record((c, at) => c.networkAddresses.hold({ draft: randomUUID(), block: block(at) }), {
      // A block of an operator above may be used for one's own customers.
      reaches: ['own', 'beneath', 'parent'],
      mayRefuse: ['block-full', 'block-retired'],
    }),
    release: plain((c) => c.networkAddresses.release({ draft: randomUUID() })),
  },
  registration: {
    drafts: plain((c) => c.registration.drafts()),
    // Drafts are of a person: that nobody else has them, tests/features/registration.test.ts proves.
    draft: plain((c) => c.registration.draft({ id: randomUUID() }), { mayRefuse: ['draft-gone'] }),
    keepDraft: plain((c) => c.registration.keepDraft({ id: randomUUID(), step: 1, form: form({}) })),
    discardDraft: plain((c) => c.registration.discardDraft({ id: randomUUID() })),
    suggest: plain((c, at) => c.registration.suggest({ what: 'username', phone: '01711223344', operator: owner(at) })),
    quote: {
      operator: { ask: (c, at) => c.registration.quote({ form: form({ operator: owner(at) }) }), isOfRecord: true },
      package: { ask: (c, at) => c.registration.quote({ form: form({ package: pack(at) }) }), ...CHOSEN },
      profile: { ask: (c, at) => c.registration.quote({ form: form({ billingProfile: profile(at) }) }), ...CHOSEN },
      zone: { ask: (c, at) => c.registration.quote({ form: form({ zone: zone(at) }) }), ...CHOSEN },
    },
    save: {
      operator: {
        ask: (c, at) => c.registration.save({ draft: randomUUID(), form: form({ operator: owner(at) }) }),
        isOfRecord: true,
      },
      package: {
        ask: (c, at) => c.registration.save({ draft: randomUUID(), form: form({ package: pack(at) }) }),
        ...CHOSEN,
      },
    },
  },
  ledger: {
    ofCustomer: record((c, at) =>
      c.ledger.ofCustomer({ customer: id(at.of, (one) => at.world.payment(one).customer) }),
    ),
    due: record((c, at) => c.ledger.due({ customer: customer(at) })),
    receipt: {
      ...record((c, { of, world }) => c.ledger.receipt({ payment: id(of, (one) => world.payment(one).id) })),
      number: {
        ask: (c, { of, world }) => c.ledger.receipt({ number: id(of, (one) => world.payment(one).number) }),
        isOfRecord: true,
      },
    },
    reverse: record((c, { of, world }) =>
      c.ledger.reverse({ entry: id(of, (one) => world.payment(one).id), note: 'a mistake' }),
    ),
    cash: {
      office: {
        ask: (c, { world }) => {
          for (const of of ['isp', 'mine', 'beneath', 'foreign'] as const) world.payment(of);
          return c.ledger.cash(OCTOBER_5);
        },
        roles: OFFICE,
        shows: 'user-',
      },
      // What others of the same office took is not a cashier's business.
      own: { ask: (c) => c.ledger.cash(OCTOBER_5), roles: ['cashier'] },
      operator: { ask: (c, at) => c.ledger.cash({ ...OCTOBER_5, operator: operator(at) }), isOfRecord: true },
    },
    exportCash: {
      all: {
        ask: (c, { world }) => {
          for (const of of ['isp', 'mine', 'beneath', 'foreign'] as const) world.payment(of);
          return c.ledger.exportCash({ ...OCTOBER_5, format: 'csv' });
        },
        shows: 'user-',
      },
      operator: {
        ask: (c, at) => c.ledger.exportCash({ ...OCTOBER_5, operator: operator(at), format: 'csv' }),
        isOfRecord: true,
      },
    },
    suspensions: listed((c, { world }) => {
      for (const of of ['isp', 'mine', 'beneath', 'foreign'] as const) world.suspension(of);
      return c.ledger.suspensions({ limit: 500 });
    }, 'user-'),
    noteSuspension: record((c, { of, world }) =>
      c.ledger.noteSuspension({ id: id(of, (one) => world.suspension(one)), note: 'looked at' }),
    ),
  },
  billing: {
    state: plain((c) => c.billing.state()),
    doubt: plain((c) => c.billing.doubt()),
    run: plain((c) => c.billing.run({})),
  },
  messages: {
    templates: plain((c) => c.messages.templates()),
    changeTemplate: plain(
      (c) => c.messages.changeTemplate({ kind: 'welcome', version: null, text: `made ${unique()}`, automatic: false }),
      { mayRefuse: ['template-changed'] },
    ),
    gateway: plain((c) => c.messages.gateway()),
    changeGateway: plain((c) => c.messages.changeGateway({ version: null, fields: NOWHERE, secret: 'key' }), {
      mayRefuse: ['gateway-changed'],
    }),
    presets: plain((c) => c.messages.presets()),
    test: plain((c) => c.messages.test({ phone: '01711223344', text: 'A trial' }), {
      mayRefuse: ['message-no-gateway'],
    }),
    removeGateway: plain((c) => c.messages.removeGateway({ version: 1 })),
    preview: record((c, at) => c.messages.preview({ kind: 'welcome', customer: customer(at) })),
    list: {
      all: {
        ask: (c, { own, world }) => {
          for (const of of ['isp', 'mine', 'beneath', 'foreign'] as const) world.message(of, 'failed');
          return c.messages.list({ limit: own === 'isp' ? 500 : 100 });
        },
        shows: 'user-',
      },
      customer: {
        ask: (c, { of, world }) =>
          c.messages.list({ customer: id(of, (one) => world.message(one, 'failed').customer) }),
        isOfRecord: true,
      },
    },
    counts: plain((c) => c.messages.counts()),
    sendAgain: record((c, { of, world }) =>
      c.messages.sendAgain({ ids: [id(of, (one) => world.message(one, 'failed').id)] }),
    ),
    cancel: record((c, { of, world }) =>
      c.messages.cancel({ ids: [id(of, (one) => world.message(one, 'waiting').id)] }),
    ),
    optOut: record((c, at) => c.messages.optOut({ customer: customer(at) })),
    changeOptOut: record((c, at) => c.messages.changeOptOut({ customer: customer(at), optedOut: true })),
    flush: plain((c) => c.messages.flush()),
  },
  fields: {
    list: plain((c) => c.fields.list()),
    add: plain((c) => c.fields.add(customField())),
    change: plain((c, { world }) => c.fields.change({ id: world.field(), version: 1, fields: customField() })),
    reorder: plain(async (c) => {
      const known = await c.fields.list();
      return c.fields.reorder({ ids: known.filter(({ removed }) => removed === null).map((one) => one.id) });
    }),
    remove: plain((c, { world }) => c.fields.remove({ id: world.field(), values: 0 })),
    takeBack: plain(async (c, { world }) => {
      const field = world.field();
      await c.fields.remove({ id: field, values: 0 });
      return c.fields.takeBack({ id: field });
    }),
  },
  reference: {
    import: record((c, at) => c.reference.import({ zones: [{ name: `made ${unique()}`, operator: ownerName(at) }] })),
    lists: plain((c) => c.reference.lists()),
    demo: plain((c) => c.reference.demo(), { mayRefuse: ['demo-not-empty'] }),
  },
  settings: {
    get: plain((c) => c.settings.get()),
    update: plain((c) => c.settings.update({ lockAfterMinutes: 10 })),
    newRecoveryCode: plain((c) => c.settings.newRecoveryCode()),
    confirmRecoveryCode: plain((c) => c.settings.confirmRecoveryCode()),
    unlock: plain((c) => c.settings.unlock({ code: 'no code' }), { mayRefuse: ['key-recovery-malformed'] }),
  },
  backups: {
    list: plain((c) => c.backups.list()),
    make: plain((c) => c.backups.make({})),
    check: plain((c) => c.backups.check()),
  },
};
