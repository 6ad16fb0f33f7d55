import { useLocation, useNavigate } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './unfinished.module.css';

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
    <section className={styles.added} aria-label={say('registration.added', { name })}>
      <p role="status">
        <Status glyph="tick" tone="good">
          {say('registration.added', { name })}
        </Status>
      </p>
      {added.payment !== null && (
        <ButtonLink to="/receipt/$payment" params={{ payment: added.payment }}>
          {say('registration.receipt')}
        </ButtonLink>
      )}
      <Button onClick={onSendDetails}>{say('registration.send-details')}</Button>
      <Button kind="quiet" onClick={() => void navigate({ to: '.', search: (now) => now, state: {}, replace: true })}>
        {say('common.close')}
      </Button>
    </section>
  );
}
