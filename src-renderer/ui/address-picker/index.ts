export { AddressPicker, type AddressChoice, type PickableBlock } from './address-picker.tsx';
