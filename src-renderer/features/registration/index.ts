export { AddCustomer } from './add-customer.tsx';
export { JustAdded } from './just-added.tsx';
export { draftSearchOf, NewCustomerPage } from './new-customer-page.tsx';
export { Unfinished } from './unfinished.tsx';
