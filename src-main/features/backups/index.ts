export { backupsFeature } from './procedures.ts';
