import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';
import { radius } from './0002-radius.ts';
import { online } from './0003-online.ts';
import { billing } from './0004-billing.ts';
import { kept } from './0005-kept.ts';

/** In their order; one that was released is never changed. */
export const migrations: readonly Migration[] = [first, radius, online, billing, kept];
