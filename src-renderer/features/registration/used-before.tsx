import { Link } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { useWizard } from './wizard-context.ts';

/** The way to the customer whose payment has this transaction code already, for whoever may see them. */
export function UsedBefore() {
  const say = useMessage();
  const { quote } = useWizard();
  const used = quote?.problems.find(({ code }) => code === 'payment-reference-used');
  const id = used?.params['customer'];
  if (typeof id !== 'string') return null;
  return (
    <Link to="/customers/$id/billing" params={{ id }}>
      {say('registration.show-first', { name: String(used?.params['username'] ?? '') })}
    </Link>
  );
}
