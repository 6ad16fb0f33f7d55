import type { Router } from '@orpc/server';
import type { Contract } from '#shared/contract/index.ts';
import { actionsFeature } from './features/actions/index.ts';
import { adoptFeature } from './features/adopt/index.ts';
import { backupsFeature } from './features/backups/index.ts';
import { billingFeature } from './features/billing/index.ts';
import { billingProfilesFeature } from './features/billing-profiles/index.ts';
import { customersFeature } from './features/customers/index.ts';
import { dashboardFeature } from './features/dashboard/index.ts';
import { driftFeature } from './features/drift/index.ts';
import { fieldsFeature } from './features/fields/index.ts';
import { devicesFeature } from './features/devices/index.ts';
import { historyFeature } from './features/history/index.ts';
import { importFeature } from './features/import/index.ts';
import { messagesFeature } from './features/messages/index.ts';
import { ledgerFeature } from './features/ledger/index.ts';
import { networkAddressesFeature } from './features/network-addresses/index.ts';
import { firstAdmin } from './features/operators/index.ts';
import { onlineFeature } from './features/online/index.ts';
import { packagesFeature } from './features/packages/index.ts';
import { provisioningFeature } from './features/provisioning/index.ts';
import { radiusFeature } from './features/radius/index.ts';
import { referenceFeature } from './features/reference/index.ts';
import { registrationFeature } from './features/registration/index.ts';
import { reportsFeature } from './features/reports/index.ts';
import { routerLines, routersFeature } from './features/routers/index.ts';
import { routersWithSample } from './features/sample-router/index.ts';
import { settingsFeature } from './features/settings/index.ts';
import { type Connect, signInFeature } from './features/sign-in/index.ts';
import { operatorsFeature, staffFeature } from './features/staff/index.ts';
import { centralAsk, type LineTo, recordReader, syncFeature } from './features/sync/index.ts';
import { centralLine, lookAt } from './features/sync/line/index.ts';
import { zonesFeature } from './features/zones/index.ts';
import type { Feature, FeatureDeps } from './feature.ts';
import type { Log } from './log.ts';
import type { Patience } from '#radius/index.ts';
import { DIRECT, type ProxyFor } from './platform/proxy.ts';
import { type Context, type Link, procedures } from './procedure.ts';
import { type After, realAfter } from './routeros/index.ts';
import { type KeyAccess, openStore, type Store } from './store/index.ts';

export interface CoreOptions {
  /** The data folder. */
  readonly folder: string;
  /** Whether a missing data folder is made. */
  readonly create: boolean;
  /** Where the key of the data folder is kept on this machine. */
  readonly keys: KeyAccess;
  readonly now: () => Date;
  /** UUIDs that sort by their time of making. */
  readonly newId: () => string;
  /** The program of the worker that parses and checks files. */
  readonly importWorker: URL;
  /** The program of the thread in which the sample ISP's router runs; without it the sample ISP has none. */
  readonly sampleRouter?: URL;
  /** How many customers one transaction of an import takes; the usual limits when absent. */
  readonly commitLimits?: { readonly whole: number; readonly part: number };
  /** How long a RADIUS server is waited for; as long as a person would when absent. */
  readonly radiusPatience?: Patience;
  /** Which way the machine wants the central server to be reached; directly when absent. */
  readonly proxyFor?: ProxyFor;
  /** By what clock the central server is waited for; this machine's when absent. */
  readonly lineTimer?: After;
  /** By what clock routers are waited for; this machine's when absent. */
  readonly routerTimer?: After;
  readonly version: string;
  /** The machine's name, for the audit. */
  readonly consoleName: string;
  readonly log: Log;
}

/** The program, without a way in: a host shows it to somebody. */
export interface Core {
  readonly router: Router<Contract, Context>;
  /** A way in for one window, browser or command line: who acts over it, its sign-in says. */
  readonly connect: Connect;
  /** The ISP's first admin, whoever asks: for a host that has put the whole store there itself. Never shown to a page. */
  readonly asFirstAdmin: () => Link;
  readonly context: (link: Link) => Context;
  readonly log: Log;
  /** To be shown, this once, to whoever opened the data folder first; null ever after. */
  readonly recoveryCode: string | null;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Opens the data folder and puts the features together. Throws a Refusal when the folder cannot be opened. Nothing runs
 * before `start`; after `stop` the folder is free for another process.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { folder, create, keys, now, newId, importWorker, version, consoleName, log } = options;
  const store = await openStore({ folder, create, keys, now, newId, consoleName, log, recordReader });
  const recoveryCode = await firstRecoveryCode(store).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { commitLimits, sampleRouter } = options;
  const deps: FeatureDeps = { store, now, newId, log, version, importWorker, sampleRouter, commitLimits };
  const importing = importFeature(deps);
  const customers = customersFeature(deps);
  const reference = referenceFeature(deps);
  const settings = settingsFeature({
    ...deps,
    unlocked: () => {
      for (const feature of features) feature.unlocked?.();
    },
  });
  const signIn = signInFeature(deps);
  const backups = backupsFeature(deps);
  const sample = routersWithSample(deps, options.routerTimer);
  const lines = routerLines({ ...deps, connect: sample.connect });
  const { proxyFor: proxy = () => Promise.resolve(DIRECT) } = options;
  const way = { proxy, now, timer: options.lineTimer ?? realAfter };
  const lineTo: LineTo = (server, token) => centralLine({ ...server, ...way, token });
  const central = centralAsk({ store, lineTo });
  const online = onlineFeature({ ...deps, lines, central });
  const actions = actionsFeature({ ...deps, sessions: online.sessions });
  const billing = billingFeature(deps);
  const zones = zonesFeature(deps);
  const fields = fieldsFeature(deps);
  const messages = messagesFeature(deps);
  const routers = routersFeature({ ...deps, lines, connect: sample.connect });
  const provisioning = provisioningFeature({ ...deps, lines });
  const adopt = adoptFeature({ ...deps, lines, openImport: importing.open });
  const drift = driftFeature({ ...deps, lines, run: (router) => provisioning.run(router) });
  const radius = radiusFeature({ ...deps, lines, sessions: online.sessions }, options.radiusPatience);
  const sync = syncFeature({
    ...deps,
    random: Math.random,
    lineTo,
    lookAt: (server) => lookAt({ ...server, ...way }),
  });
  const features: readonly Feature<object>[] = [
    importing,
    customers,
    reference,
    settings,
    backups,
    actions,
    billing,
    zones,
    fields,
    messages,
    provisioning,
    online,
    radius,
    sync,
    // Ended before what uses the lines, so that a router that hangs holds up nobody's end.
    routers,
    // Ended before the lines, so that it is no router's fault that they end.
    drift,
  ];

  const router = procedures.router({
    billing: billing.procedures,
    ledger: ledgerFeature(deps).procedures,
    packages: packagesFeature(deps).procedures,
    billingProfiles: billingProfilesFeature(deps).procedures,
    zones: zones.procedures,
    fields: fields.procedures,
    networkAddresses: networkAddressesFeature(deps).procedures,
    routers: routers.procedures,
    provisioning: provisioning.procedures,
    online: online.procedures,
    radius: radius.procedures,
    signIn: signIn.procedures,
    operators: operatorsFeature(deps).procedures,
    staff: staffFeature({ ...deps, setPassword: signIn.setPassword }).procedures,
    dashboard: dashboardFeature(deps).procedures,
    history: historyFeature(deps).procedures,
    reports: reportsFeature(deps).procedures,
    customers: customers.procedures,
    actions: actions.procedures,
    devices: devicesFeature(deps).procedures,
    messages: messages.procedures,
    registration: registrationFeature(deps).procedures,
    import: importing.procedures,
    reference: reference.procedures,
    settings: settings.procedures,
    backups: backups.procedures,
    adopt: adopt.procedures,
    drift: drift.procedures,
    sync: sync.procedures,
  });

  return {
    router,
    connect: signIn.connect,
    asFirstAdmin: () => ({ actor: () => firstAdmin(store) }),
    log,
    context: (link: Link): Context => ({ link, log }),
    recoveryCode,
    start: async (): Promise<void> => {
      for (const feature of features) await feature.start?.();
    },
    stop: async (): Promise<void> => {
      for (const feature of features.toReversed()) await feature.stop?.();
      await sample.stop();
      await store.close();
    },
  };
}

/** A folder without a recovery code is one that was just made. */
async function firstRecoveryCode(store: Store): Promise<string | null> {
  const hasCode = store.reader.prepare("SELECT 1 FROM key_slot WHERE kind = 'recovery'").get() !== undefined;
  return hasCode || store.locked ? null : store.newRecoveryCode();
}
