export { type BackupFile, backUpTo, keepBackup, listBackups } from './backup.ts';
export { openJournal, sealJournal } from './journal.ts';
export { type Seal, sealWith } from './key/seal.ts';
export { type OpenOptions, openStore } from './open.ts';
export type {
  AuditLine,
  JournalEntry,
  Query,
  SealedJournalEntry,
  Store,
  WriteOptions,
  WriteTransaction,
} from './store.ts';
export type { KeyAccess, KeyKeeper } from '../platform/platform.ts';
