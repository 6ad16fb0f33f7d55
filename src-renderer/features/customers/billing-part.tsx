import { useMessage } from '../../messages/use-message.ts';
import { Section } from '../../ui/facts.tsx';
import { useCustomer } from './customer-context.ts';
import styles from './customer-page.module.css';
import { Billing } from './profile-billing.tsx';

/** What the customer pays. Payments and bills are not kept here yet, and the page says so. */
export function BillingPart() {
  const say = useMessage();
  const of = useCustomer();
  return (
    <div className={styles.single}>
      <Billing of={of} />
      <Section title={say('customer.payments')}>
        <p className="muted">{say('customer.no-ledger')}</p>
      </Section>
    </div>
  );
}
