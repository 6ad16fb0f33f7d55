export { BlockMapPage } from './block-map-page.tsx';
export { NetworkAddressesPage } from './network-addresses-page.tsx';
export { mapSearchOf } from './place.ts';
