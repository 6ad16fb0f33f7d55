export { BackToRouters } from './back-to-routers.tsx';
export { RoutersPage } from './routers-page.tsx';
export { useRouterName } from './use-router-name.ts';
export { useCheckWords, useMoment } from './use-check-words.ts';
