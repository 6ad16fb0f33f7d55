export { AdoptPage } from './adopt-page.tsx';
