export { MessagesPage } from './messages-page.tsx';
export { OptOut } from './opt-out.tsx';
export { messageSearchOf } from './place.ts';
export { MessagesSettingsPage } from './settings-page.tsx';
export { useTroubled } from './use-troubled.ts';
