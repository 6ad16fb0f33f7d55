export { BillingProfilesPage } from './billing-profiles-page.tsx';
