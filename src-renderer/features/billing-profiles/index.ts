export { ProfileForm, profileOf, typedProfile } from './profile-form.tsx';
export { BillingProfilesPage } from './billing-profiles-page.tsx';
