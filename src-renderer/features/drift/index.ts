export { DriftPage } from './drift-page.tsx';
