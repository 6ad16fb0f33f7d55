import type { ComponentType } from 'react';
import type { ProcedurePath } from '#shared/contract/rules.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { AboutPage } from './about.tsx';
import { BackupsPage } from './backups.tsx';
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
  { path: 'backups', label: 'settings.backups', needs: 'backups.list', page: BackupsPage },
  { path: 'about', label: 'settings.about', needs: 'settings.get', page: AboutPage },
];
