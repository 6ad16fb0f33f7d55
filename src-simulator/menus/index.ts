import type { Menu } from '../tables/schema.ts';
import { hotspotMenus } from './hotspot.ts';
import { networkMenus } from './network.ts';
import { pppMenus } from './ppp.ts';
import { systemMenus } from './system.ts';

/** Every menu that is there. */
export const menus: readonly Menu[] = [...pppMenus, ...hotspotMenus, ...networkMenus, ...systemMenus];
