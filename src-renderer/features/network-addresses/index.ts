export { NetworkAddressesPage } from './network-addresses-page.tsx';
