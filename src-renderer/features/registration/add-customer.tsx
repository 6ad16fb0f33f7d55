import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { useMay } from '../sign-in/index.ts';

/** The way to the wizard; nothing for those who may not add customers. */
export function AddCustomer() {
  const say = useMessage();
  const { allowed } = useMay('registration.save');
  if (!allowed) return null;
  return (
    <ButtonLink kind="primary" to="/customers/new" search={{}} title="Ctrl+N" aria-keyshortcuts="Control+N N">
      {say('customers.add')}
    </ButtonLink>
  );
}
