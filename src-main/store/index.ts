export { type BackupFile, backUpTo, keepBackup, listBackups } from './backup.ts';
export { type Checked, checkStore } from './check.ts';
export { openJournal, sealJournal } from './journal.ts';
export { referencesOf } from './journal-references.ts';
export { type Seal, sealWith } from './key/seal.ts';
export {
  cursorOf,
  type Ordering,
  orderSql,
  type Place,
  placeOf,
  readWindow,
  sortSql,
  stretchesAfter,
} from './keyset.ts';
export { type OpenOptions, openStore } from './open.ts';
export type { RecordReader } from './record-teller.ts';
export { restoreStore, type Restored, type RestoreOptions } from './restore.ts';
export { allOf, type Condition, type Numbers } from './condition.ts';
export { openRouterPassword, openRouterSecret, sealRouterPassword, sealRouterSecret } from './sealed-router.ts';

export { heldHere, JOINED } from './held-here.ts';
export { SEARCHED, searchIndex, type SearchIndex } from './search.ts';
export { containingText, type Search, searchCondition, searchFor, TRIGRAM } from './search-query.ts';
export { openPassword, sealPassword } from './sealed-password.ts';
export type {
  AuditLine,
  JournalEntry,
  Query,
  Reference,
  SealedJournalEntry,
  Store,
  WriteOptions,
  WriteTransaction,
} from './store.ts';
export type { KeyAccess, KeyKeeper } from '../platform/platform.ts';
