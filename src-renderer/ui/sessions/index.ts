export { DisconnectDialog } from './disconnect-dialog.tsx';
export { rateWords, uptimeWords } from './session-words.ts';
export { type SourceRouter, StaleRouters } from './stale-routers.tsx';
