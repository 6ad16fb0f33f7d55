export { DisconnectDialog } from './disconnect-dialog.tsx';
export { rateWords, uptimeWords, usedWords } from './session-words.ts';
export { type SourceRouter, StaleRouters } from './stale-routers.tsx';
export { StaleServer } from './stale-server.tsx';
