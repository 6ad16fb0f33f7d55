export { RefusedByServer } from './refused-by-server.tsx';
export { syncSearchOf } from './place.ts';
export { SyncPage } from './sync-page.tsx';
export { SyncState } from './sync-state.tsx';
