export { IspDialog } from './isp-dialog.tsx';
export { RecoveryDialog, RecoveryNotice } from './recovery.tsx';
export { ReferenceFile } from './reference-file.tsx';
export { UnlockNotice } from './unlock.tsx';
export { SettingsPage } from './settings-page.tsx';
