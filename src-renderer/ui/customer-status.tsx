import type { CustomerLine } from '#shared/contract/customers.ts';
import type { MessageKey } from '../messages/catalogue.ts';
import { useMessage } from '../messages/use-message.ts';
import { type Glyph, Status, type Tone } from './status.tsx';

type BusinessStatus = CustomerLine['status'];
type Standing = Pick<CustomerLine, 'status' | 'suspendedReason'>;

export const STATUS_WORDS: Readonly<Record<BusinessStatus, MessageKey>> = {
  pending: 'customers.pending',
  active: 'customers.active',
  suspended: 'customers.suspended',
  expired: 'customers.expired',
  deleted: 'customers.deleted',
};

const LOOKS: Readonly<Record<BusinessStatus, readonly [Glyph, Tone]>> = {
  pending: ['ring', 'idle'],
  active: ['disc', 'good'],
  suspended: ['square', 'bad'],
  expired: ['triangle', 'warn'],
  deleted: ['cross', 'idle'],
};

/** The state of a customer; with `full` also why somebody was suspended. */
export function CustomerStatus({ of, full = false }: { of: Standing; full?: boolean }) {
  const say = useMessage();
  const [glyph, tone] = LOOKS[of.status];
  const word =
    full && of.suspendedReason !== null
      ? say(of.suspendedReason === 'unpaid' ? 'customers.suspended-unpaid' : 'customers.suspended-manual')
      : say(STATUS_WORDS[of.status]);
  return (
    <Status glyph={glyph} tone={tone}>
      {word}
    </Status>
  );
}
