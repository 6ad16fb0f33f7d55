export type { SetPassword } from './passwords.ts';
export { signInFeature } from './sign-in.ts';
export type { Connect } from './link.ts';
