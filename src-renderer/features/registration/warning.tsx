import { Link } from '@tanstack/react-router';
import { useMessage } from '../../messages/use-message.ts';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** What should be known of a field, with the way to the customer that it speaks of; nothing where there is nothing. */
export function Warning({ of }: { readonly of: string }) {
  const say = useMessage();
  const warning = useWizard().warningOf(of);
  if (warning === undefined) return null;
  const { text, customer } = warning;
  return (
    <span className={styles.warning}>
      {text}{' '}
      {customer !== null && (
        <Link to="/customers/$id" params={{ id: customer.id }}>
          {say('registration.show-named', { name: customer.name })}
        </Link>
      )}
    </span>
  );
}
