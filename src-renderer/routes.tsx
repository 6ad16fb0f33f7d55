import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { CashPage, cashSearchOf, ReceiptPage, suspensionSearchOf, SuspensionsPage } from './features/billing/index.ts';
import {
  BillingPart,
  CustomerPage,
  CustomersPage,
  customerSearchOf,
  CustomerTypesPage,
  DevicesPart,
  EditPlace,
  HistoryPart,
  listSearchOf,
  Overview,
  SessionsPart,
} from './features/customers/index.ts';
import { AdoptPage } from './features/adopt/index.ts';
import { DashboardPage } from './features/dashboard/index.ts';
import { DevicesPage, deviceSearchOf } from './features/devices/index.ts';
import { DriftPage } from './features/drift/index.ts';
import { HistoryPage, historySearchOf } from './features/history/index.ts';
import { ImportPage, SessionPage } from './features/import/index.ts';
import { BlockMapPage, mapSearchOf } from './features/network-addresses/index.ts';
import { MessagesPage, messageSearchOf } from './features/messages/index.ts';
import { jobSearchOf, JobsPage } from './features/provisioning/index.ts';
import { OnlinePage, onlineSearchOf } from './features/online/index.ts';
import { draftSearchOf, NewCustomerPage } from './features/registration/index.ts';
import { RoutersPage } from './features/routers/index.ts';
import { ReportsPage, reportSearchOf } from './features/reports/index.ts';
import { SettingsPage } from './features/settings/index.ts';
import { SyncPage, syncSearchOf } from './features/sync/index.ts';
import { WelcomePage } from './features/welcome/index.ts';
import { core, queryClient } from './host/core.ts';
import { Broken } from './shell/broken.tsx';
import { Lost } from './shell/lost.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: Lost });

/** What the core says of this console; null without an answer: then the page itself says what is wrong, and offers to try again. */
const settingsNow = () => queryClient.query(core.settings.get.queryOptions()).catch(() => null);

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to say "go there instead"
    throw redirect({ to: (await settingsNow())?.empty === true ? '/welcome' : '/dashboard', replace: true });
  },
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  beforeLoad: async () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
    if ((await settingsNow())?.empty === false) throw redirect({ to: '/dashboard', replace: true });
  },
  component: WelcomePage,
});

const dashboard = createRoute({ getParentRoute: () => root, path: '/dashboard', component: DashboardPage });

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: listSearchOf,
  component: CustomersPage,
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id',
  validateSearch: customerSearchOf,
  component: CustomerPage,
});

const customerParts = [
  createRoute({ getParentRoute: () => customer, path: '/', component: Overview }),
  createRoute({ getParentRoute: () => customer, path: '/billing', component: BillingPart }),
  createRoute({ getParentRoute: () => customer, path: '/sessions', component: SessionsPart }),
  createRoute({ getParentRoute: () => customer, path: '/devices', component: DevicesPart }),
  createRoute({ getParentRoute: () => customer, path: '/history', component: HistoryPart }),
  createRoute({ getParentRoute: () => customer, path: '/edit', component: EditPlace }),
] as const;

const customerTypes = createRoute({
  getParentRoute: () => root,
  path: '/customers/types',
  component: CustomerTypesPage,
});

const newCustomer = createRoute({
  getParentRoute: () => root,
  path: '/customers/new',
  validateSearch: draftSearchOf,
  component: NewCustomerPage,
});

const importing = createRoute({ getParentRoute: () => root, path: '/import', component: ImportPage });

const session = createRoute({ getParentRoute: () => root, path: '/import/$session', component: SessionPage });

const devices = createRoute({
  getParentRoute: () => root,
  path: '/devices',
  validateSearch: deviceSearchOf,
  component: DevicesPage,
});

const online = createRoute({
  getParentRoute: () => root,
  path: '/online',
  validateSearch: onlineSearchOf,
  component: OnlinePage,
});
const routers = createRoute({ getParentRoute: () => root, path: '/routers', component: RoutersPage });

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportSearchOf,
  component: ReportsPage,
});

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: messageSearchOf,
  component: MessagesPage,
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch: jobSearchOf,
  component: JobsPage,
});

const sync = createRoute({
  getParentRoute: () => root,
  path: '/sync',
  validateSearch: syncSearchOf,
  component: SyncPage,
});

const cash = createRoute({
  getParentRoute: () => root,
  path: '/reports/cash',
  validateSearch: cashSearchOf,
  component: CashPage,
});

const suspensions = createRoute({
  getParentRoute: () => root,
  path: '/reports/suspensions',
  validateSearch: suspensionSearchOf,
  component: SuspensionsPage,
});

const receipt = createRoute({ getParentRoute: () => root, path: '/receipt/$payment', component: ReceiptPage });

const history = createRoute({
  getParentRoute: () => root,
  path: '/history',
  validateSearch: historySearchOf,
  component: HistoryPage,
});

const settingsStart = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
    throw redirect({ to: '/settings/$part', params: { part: 'isp' }, replace: true });
  },
});

const settings = createRoute({ getParentRoute: () => root, path: '/settings/$part', component: SettingsPage });

const blockMap = createRoute({
  getParentRoute: () => root,
  path: '/settings/network-addresses/$block',
  validateSearch: mapSearchOf,
  component: BlockMapPage,
});

const adopt = createRoute({ getParentRoute: () => root, path: '/routers/$id/adopt', component: AdoptPage });
const drift = createRoute({ getParentRoute: () => root, path: '/routers/$id/drift', component: DriftPage });

/** Where everything is. The address stands after a #, so that a page needs no server to be found again. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    welcome,
    dashboard,
    customers,
    customer.addChildren(customerParts),
    customerTypes,
    newCustomer,
    importing,
    session,
    online,
    devices,
    routers,
    reports,
    cash,
    suspensions,
    receipt,
    messages,
    jobs,
    sync,
    history,
    settingsStart,
    settings,
    blockMap,

    adopt,
    drift,
  ]),
  history: createHashHistory(),
  // Search values are words and stay words: "01711" must not become a number on its way through the address.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const words = Object.entries(search).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const text = new URLSearchParams(words).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPreload: false,
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
