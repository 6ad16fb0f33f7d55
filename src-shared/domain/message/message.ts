import { z } from 'zod';

/**
 * `waiting` for a line or its next try; `sending` now; `sent`; `failed`: surely not sent, and not tried again; `unknown`: the
 * answer was lost, so that only a person may send it again; `cancelled` by a person, or because it was no longer right.
 */
export const MESSAGE_STATES = ['waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const;
export const MessageState = z.enum(MESSAGE_STATES);
export type MessageState = z.infer<typeof MessageState>;
