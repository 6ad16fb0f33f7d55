import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/page-states.tsx';

declare module '@tanstack/history' {
  interface HistoryState {
    /** The customer was added a moment ago; with the payment, for its receipt. */
    added?: { readonly payment: string | null };
  }
}

interface JustAddedProps {
  readonly name: string;
  /** Begins to send them how they sign in and what they pay. */
  readonly onSendDetails: () => void;
}

/** On the page of a customer who was just added: the receipt, and their details by message. */
export function JustAdded({ name, onSendDetails }: JustAddedProps) {
  const say = useMessage();
  const added = useLocation({ select: ({ state }) => state.added });
  const navigate = useNavigate();
  if (added === undefined) return null;
  return (
    <Notice
      actions={
        <>
          {added.payment !== null && (
            <Link to="/receipt/$payment" params={{ payment: added.payment }}>
              {say('registration.receipt')}
            </Link>
          )}
          <Button onClick={onSendDetails}>{say('registration.send-details')}</Button>
          <Button
            kind="quiet"
            onClick={() => void navigate({ to: '.', search: (now) => now, state: {}, replace: true })}
          >
            {say('common.close')}
          </Button>
        </>
      }
    >
      {say('registration.added', { name })}
    </Notice>
  );
}
