import type { ComponentType } from 'react';
import type { ProcedurePath } from '#shared/contract/rules.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { OperatorsPage } from '../operators/index.ts';
import { PackagesPage } from '../packages/index.ts';
import { BillingProfilesPage } from '../billing-profiles/index.ts';
import { StaffPage } from '../staff/index.ts';
import { ZonesPage } from '../zones/index.ts';
import { NetworkAddressesPage } from '../network-addresses/index.ts';
import { FieldsPage } from '../fields/index.ts';
import { MessagesSettingsPage } from '../messages/index.ts';
import { SetupPage } from '../setup/index.ts';
import { AboutPage } from './about.tsx';
import { BackupsPage } from './backups.tsx';
import { RadiusPage } from './radius-page.tsx';
import { IspPage } from './isp-page.tsx';

/** A page of the settings. */
export interface SettingsPart {
  /** Behind "/settings/" in the address. */
  readonly path: string;
  readonly label: MessageKey;
  /** What it lives on: whose role may not call it is told so instead. */
  readonly needs: ProcedurePath;
  /** Draws a `Page` of its own, with its title and what can be done. */
  readonly page: ComponentType;
}

/** The pages of the settings in the order of their list. A new kind of record is one line here. */
export const PARTS: readonly SettingsPart[] = [
  { path: 'isp', label: 'settings.isp-and-security', needs: 'settings.get', page: IspPage },
  { path: 'setup', label: 'settings.setup', needs: 'packages.add', page: SetupPage },
  { path: 'staff', label: 'staff.title', needs: 'staff.list', page: StaffPage },
  { path: 'operators', label: 'operators.title', needs: 'operators.list', page: OperatorsPage },
  { path: 'packages', label: 'settings.packages', needs: 'packages.list', page: PackagesPage },
  {
    path: 'billing-profiles',
    label: 'settings.billing-profiles',
    needs: 'billingProfiles.list',
    page: BillingProfilesPage,
  },
  { path: 'zones', label: 'settings.zones', needs: 'zones.list', page: ZonesPage },
  {
    path: 'network-addresses',
    label: 'settings.network-addresses',
    needs: 'networkAddresses.list',
    page: NetworkAddressesPage,
  },
  { path: 'radius', label: 'radius.title', needs: 'radius.server', page: RadiusPage },
  { path: 'fields', label: 'settings.custom-fields', needs: 'fields.list', page: FieldsPage },
  { path: 'messages', label: 'messages.settings', needs: 'messages.changeGateway', page: MessagesSettingsPage },
  { path: 'backups', label: 'settings.backups', needs: 'backups.list', page: BackupsPage },
  { path: 'about', label: 'settings.about', needs: 'settings.get', page: AboutPage },
];
