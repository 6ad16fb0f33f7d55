import { blob, integer } from 'drizzle-orm/sqlite-core';

/** Milliseconds since 1970 (UTC). */
export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** What is sealed, hashed or wrapped. */
export const bytes = (name: string) => blob(name, { mode: 'buffer' });
