import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ActionOutcome } from '#shared/contract/actions.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
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

/** What in a reason is an amount: it comes as a decimal. */
const AMOUNTS = new Set(['amount', 'needed', 'most']);

/** What is a day: it comes as "2026-11-30". */
const DAYS = new Set(['today', 'since']);

/** A reason with its amounts, days and instants as people read them. */
export function useReadable(): (reason: Reason) => Reason {
  const { money, dateTime, day } = useFormats();
  return ({ code, params }) => ({
    code,
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (name === 'instant') return [name, dateTime(String(value))];
        if (DAYS.has(name)) return [name, day(String(value))];
        const isAmount = AMOUNTS.has(name) || (code === 'renew-too-little' && name === 'value');
        return [name, isAmount ? money(String(value)) : value];
      }),
    ),
  });
}

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
