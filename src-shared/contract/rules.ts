import type { Rule } from '../domain/operator/can.ts';
import { ROLES } from '../domain/operator/role.ts';
import type { Contract } from './index.ts';

// Who may call which procedure. A procedure without a line here does not compile. Where it speaks of one record, the rule is
// asked again with whose record it is (domain/operator/can.ts); which action on a customer, domain/customer/actions.ts says.

const nobody: Rule = { roles: 'nobody', realm: 'self' };
const self: Rule = { roles: ROLES, realm: 'self' };
/** Sees the customers of the operator and beneath. */
const sees: Rule = { roles: ROLES, realm: 'customer' };
/** Sees what may be chosen for them: packages, zones and the like, those of the operators above too. */
const chooses: Rule = { roles: ROLES, realm: 'shared' };
const counter: Rule = { roles: ['admin', 'manager', 'cashier'], realm: 'customer' };
const office: Rule = { roles: ['admin', 'manager'], realm: 'customer' };
/** What a technician does on the network. */
const network: Rule = { roles: ['admin', 'manager', 'technician'], realm: 'customer' };
/** Rules over operators and staff users. */
const head: Rule = { roles: ['admin'], realm: 'customer' };
/** Rules over the ISP as a whole and over the data folder. */
const isp: Rule = { roles: ['admin'], realm: 'isp' };

type Rules<Procedures> = { readonly [Name in keyof Procedures]: Rule };

export const rules: { readonly [Feature in keyof Contract]: Rules<Contract[Feature]> } = {
  signIn: {
    state: nobody,
    enter: nobody,
    leave: nobody,
    lock: nobody,
    present: self,
    changePassword: self,
    recover: nobody,
  },
  dashboard: { get: sees },
  customers: {
    list: sees,
    windows: sees,
    counts: sees,
    get: sees,
    find: sees,
    revealPassword: office,
    add: counter,
    change: counter,
    export: office,
    count: sees,
    views: self,
    saveView: self,
    removeView: self,
    columns: self,
    chooseColumns: self,
  },
  actions: { preview: sees, run: sees, get: sees, outcomes: sees, recent: sees, retry: sees, undo: sees },
  devices: { list: sees },
  history: { list: sees, choices: sees, export: office },
  import: {
    open: office,
    dryRun: office,
    problems: office,
    unfinished: office,
    watch: office,
    get: office,
    choose: office,
    rows: office,
    edit: office,
    undo: office,
    redo: office,
    tryReplace: office,
    seek: office,
    commit: office,
    stop: office,
    discard: office,
    report: office,
    fixRefused: office,
    template: office,
    batches: office,
    undoBatch: office,
  },
  reports: { btrcPreview: office, btrcExport: office, btrcHandedIn: office },
  operators: { list: sees, add: head, change: head, retire: head, remove: head },
  staff: { list: head, add: head, change: head, retire: head, remove: head, setPassword: head },
  packages: { list: chooses, add: office, change: office, retire: office, remove: office },
  billingProfiles: { list: chooses, add: office, change: office, retire: office, remove: office },
  zones: { list: chooses, add: office, change: office, retire: office, remove: office, merge: office },
  networkAddresses: {
    list: chooses,
    add: office,
    change: office,
    retire: office,
    remove: office,
    free: chooses,
    map: chooses,
    hold: counter,
    release: counter,
  },
  routers: {
    list: chooses,
    add: office,
    change: office,
    retire: office,
    remove: office,
    test: network,
    setUpScript: office,
    takeOver: office,
  },
  provisioning: { list: sees, counts: sees, retry: network, run: network },
  radius: {
    server: network,
    changeServer: office,
    removeServer: office,
    status: network,
    testLogin: network,
    disconnect: network,
    changeRate: office,
  },
  online: { list: sees, refresh: network, disconnect: network, sessions: sees, usage: sees },
  registration: {
    drafts: counter,
    draft: counter,
    keepDraft: counter,
    discardDraft: counter,
    suggest: counter,
    quote: counter,
    save: counter,
  },
  ledger: {
    ofCustomer: counter,
    due: counter,
    receipt: counter,
    reverse: office,
    cash: counter,
    exportCash: office,
    suspensions: office,
    noteSuspension: office,
  },
  billing: { state: office, doubt: counter, run: isp },
  messages: {
    templates: chooses,
    changeTemplate: office,
    gateway: office,
    changeGateway: office,
    removeGateway: office,
    presets: office,
    test: office,
    preview: counter,
    list: counter,
    counts: counter,
    sendAgain: counter,
    cancel: counter,
    optOut: sees,
    changeOptOut: counter,
    flush: counter,
  },
  fields: { list: chooses, add: isp, change: isp, reorder: isp, remove: isp, takeBack: isp },
  reference: { import: head, lists: chooses, demo: isp },
  settings: { get: self, update: isp, newRecoveryCode: isp, confirmRecoveryCode: isp, unlock: isp },
  backups: { list: isp, make: isp, check: isp },

  adopt: { found: network, propose: office, takeOver: network },
  drift: { compare: network, repair: network, remove: network },

  sync: {
    status: self,
    now: self,
    pause: office,
    conflicts: office,
    solve: office,
    look: isp,
    enrol: isp,
    preview: isp,
    join: isp,
    leave: isp,
  },
};

/** "customers.list": every procedure by its place in the contract. */
export type ProcedurePath = {
  [Feature in keyof Contract]: `${Feature}.${keyof Contract[Feature] & string}`;
}[keyof Contract];

/** The rule of a procedure by its path in the contract; undefined for a path that leads nowhere. */
export function ruleAt(path: readonly string[]): Rule | undefined {
  const [feature = '', name = ''] = path;
  const ofFeature: Readonly<Record<string, Rule>> | undefined = Object.entries(rules).find(
    ([key]) => key === feature,
  )?.[1];
  return ofFeature && Object.hasOwn(ofFeature, name) ? ofFeature[name] : undefined;
}
