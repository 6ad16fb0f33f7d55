export { accounts, type Billed, type BillingColumns } from './accounts.ts';
export { paymentReferenceProblem } from './payment-reference.ts';
export { postRegistration, type RegistrationPosted } from './post-registration.ts';
export { newAccount, paidUntilOf, registered, type RegistrationAsked } from './registration.ts';
export { billingWorld, currencyOf } from './world.ts';
