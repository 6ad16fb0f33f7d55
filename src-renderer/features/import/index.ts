export { openDroppedFile } from './incoming.ts';
export { ImportPage } from './import-page.tsx';
export { SessionPage } from './session-page.tsx';
