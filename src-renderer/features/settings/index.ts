export { RecoveryDialog, RecoveryNotice } from './recovery.tsx';
export { ReferenceFile } from './reference-file.tsx';
export { SettingsPage } from './settings-page.tsx';
