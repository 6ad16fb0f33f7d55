import { backups } from './backups.ts';
import { customers } from './customers.ts';
import { importing } from './import.ts';
import { reference } from './reference.ts';
import { settings } from './settings.ts';

/** The only door between the screens and the core. */
export const contract = { customers, import: importing, reference, settings, backups };
export type Contract = typeof contract;
