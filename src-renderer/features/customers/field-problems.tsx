import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ActionOutcome } from '#shared/contract/actions.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { useReadable } from '../../messages/use-readable.ts';
import { useMay } from '../sign-in/index.ts';

type Reason = NonNullable<ActionOutcome['reason']>;
type Field = 'amount' | 'reference' | 'day' | 'text' | 'note';

/** What the core says against a field of the dialog. */
export type FieldProblems = Partial<Readonly<Record<Field, ReactNode>>>;

/** Where a refusal belongs; what is not here stands under the fields. */
const FIELDS: Readonly<Record<string, Field>> = {
  'amount-invalid': 'amount',
  'amount-too-large': 'amount',
  'renew-too-little': 'amount',
  'mpesa-code-invalid': 'reference',
  'payment-reference-used': 'reference',
  'extend-past': 'day',
  'extend-too-far': 'day',
  'message-placeholder-unknown': 'text',
};

export const fieldOf = (reason: Reason | null): Field | null => (reason ? (FIELDS[reason.code] ?? null) : null);

/** Why something is refused, with the way to what it speaks of. */
export function Why({ of }: { of: Reason }) {
  const say = useMessage();
  const readable = useReadable();
  const { allowed } = useMay('messages.changeGateway');
  const { entry } = of.params;
  return (
    <>
      {refusedSentence(readable(of), say)}
      {of.code === 'payment-reference-used' && typeof entry === 'string' && (
        <>
          {' '}
          <Link to="/receipt/$payment" params={{ payment: entry }}>
            {say('actions.first-payment')}
          </Link>
        </>
      )}
      {of.code === 'message-no-gateway' && allowed && (
        <>
          {' '}
          <Link to="/settings/$part" params={{ part: 'messages' }}>
            {say('actions.send-settings')}
          </Link>
        </>
      )}
    </>
  );
}
