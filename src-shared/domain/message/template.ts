import { z } from 'zod';

/** On which occasion a text is sent. `test` is what a gateway is tried with, `own` what somebody writes. */
export const MESSAGE_KINDS = [
  'payment-details',
  'welcome',
  'payment-received',
  'expiring',
  'suspended',
  'own',
  'test',
] as const;
export const MessageKind = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof MessageKind>;
