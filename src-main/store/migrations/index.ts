import type { Migration } from '../migrate.ts';
import { firstTables } from './0001-first-tables.ts';
import { customersSection } from './0002-customers-section.ts';
import { billingAndMessages } from './0003-billing-and-messages.ts';
import { routers } from './0004-routers.ts';
import { routersMore } from './0005-routers-more.ts';
import { routerOfCustomer } from './0006-router-of-customer.ts';
import { sync } from './0007-sync.ts';

/** Every change of the schema in its order. A migration that was released is never changed, moved or removed. */
export const migrations: readonly Migration[] = [firstTables, customersSection, billingAndMessages, routers, routersMore, routerOfCustomer, sync];
