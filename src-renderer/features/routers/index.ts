export { RoutersPage } from './routers-page.tsx';
