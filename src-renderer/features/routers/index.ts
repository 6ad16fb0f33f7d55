export { BackToRouters } from './back-to-routers.tsx';
export { RoutersPage } from './routers-page.tsx';
export { useCheckWords, useMoment } from './use-check-words.ts';
