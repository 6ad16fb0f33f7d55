export { reportSearchOf } from './place.ts';
export { ReportsPage } from './reports-page.tsx';
