export { CustomerPage } from './customer-page.tsx';
export { CustomersPage } from './customers-page.tsx';
export { customerSearchOf, listSearchOf } from './place.ts';
