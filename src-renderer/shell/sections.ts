import { IconFileImport, type IconProps, IconSettings, IconUsers } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../messages/catalogue.ts';

interface Section {
  readonly to: '/customers' | '/import' | '/settings';
  readonly label: MessageKey;
  readonly icon: ComponentType<IconProps>;
}

/** The sections of the sidebar, in the order of Alt+1, Alt+2 … */
export const SECTIONS: readonly Section[] = [
  { to: '/customers', label: 'shell.customers', icon: IconUsers },
  { to: '/import', label: 'shell.import', icon: IconFileImport },
  { to: '/settings', label: 'shell.settings', icon: IconSettings },
];
