import {
  IconChartBar,
  IconDevices,
  IconFileImport,
  IconHistory,
  IconMessage,
  IconPlugConnected,
  type IconProps,
  IconRefresh,
  IconReportAnalytics,
  IconRouter,
  IconSettings,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../messages/catalogue.ts';

interface Section {
  readonly to:
    | '/dashboard'
    | '/customers'
    | '/import'
    | '/online'
    | '/devices'
    | '/routers'
    | '/reports'
    | '/messages'
    | '/sync'
    | '/history'
    | '/settings';
  /** Of a list that is a section of its own. */
  readonly search?: { readonly status: 'deleted' };
  readonly label: MessageKey;
  /** It has no digit of its own: there are ten of them. */
  readonly isKeyless?: true;
  readonly icon: ComponentType<IconProps>;
}

/** The sections of the sidebar, in the order of Alt+1, Alt+2 … Alt+9, Alt+0 */
export const SECTIONS: readonly Section[] = [
  { to: '/dashboard', label: 'shell.dashboard', icon: IconChartBar },
  { to: '/customers', label: 'shell.customers', icon: IconUsers },
  { to: '/import', label: 'shell.import', icon: IconFileImport },
  { to: '/online', label: 'shell.online', icon: IconPlugConnected },
  { to: '/devices', label: 'shell.devices', icon: IconDevices },
  { to: '/routers', label: 'shell.routers', icon: IconRouter },
  { to: '/customers', search: { status: 'deleted' }, label: 'shell.deleted', isKeyless: true, icon: IconTrash },
  { to: '/messages', label: 'shell.messages', icon: IconMessage },
  { to: '/sync', label: 'shell.sync', isKeyless: true, icon: IconRefresh },
  { to: '/reports', label: 'shell.reports', icon: IconReportAnalytics },
  { to: '/history', label: 'shell.history', icon: IconHistory },
  { to: '/settings', label: 'shell.settings', icon: IconSettings },
];
