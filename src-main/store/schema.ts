// The tables of the local store. Every row has its operator or belongs to a row that has one. Instants are milliseconds
// since 1970 (UTC), days are text ("2026-11-30") in the ISP's time zone, money is minor units, addresses are unsigned 32-bit
// integers, `sealed` columns are AES-256-GCM under the data key with "<record id>:<column>" as associated data. `*_key`
// columns hold folded text: what is compared.
export * from './schema/customer.ts';
export * from './schema/ledger.ts';
export * from './schema/messages.ts';
export * from './schema/office.ts';
export * from './schema/router.ts';
export * from './schema/work.ts';
