export { SetPasswordDialog } from './password-dialog.tsx';
export { PersonMenu } from './person-menu.tsx';
export { ForRole } from './for-role.tsx';
export { SignInGate } from './gate.tsx';
export { SignInPart } from './sign-in-part.tsx';
export { useMay } from './use-may.ts';
