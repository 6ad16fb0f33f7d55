export { OnlinePage } from './online-page.tsx';
export { onlineSearchOf } from './place.ts';
