import { MESSAGE_STATES, type MessageState } from '#shared/domain/message/message.ts';

/** The states that somebody chooses between; what is being sent stands with what waits. */
export const SHOWN_STATES = MESSAGE_STATES.filter((state) => state !== 'sending');
export type ShownState = Exclude<MessageState, 'sending'>;

/** What the address says after the ?: the state that is shown, and whose messages. */
export interface MessageSearch {
  readonly state?: ShownState;
  readonly customer?: string;
}

export function messageSearchOf(raw: Readonly<Record<string, unknown>>): MessageSearch {
  const { customer } = raw;
  const state = SHOWN_STATES.find((one) => one === raw['state']);
  return {
    ...(state !== undefined && { state }),
    ...(typeof customer === 'string' && /^[0-9a-f-]{36}$/.test(customer) && { customer }),
  };
}
