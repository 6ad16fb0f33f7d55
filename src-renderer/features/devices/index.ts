export { DevicesPage } from './devices-page.tsx';
export { deviceSearchOf } from './place.ts';
