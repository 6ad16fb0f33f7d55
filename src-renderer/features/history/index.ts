export { HistoryPage } from './history-page.tsx';
export { historySearchOf } from './place.ts';
