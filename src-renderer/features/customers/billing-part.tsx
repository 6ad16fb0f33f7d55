import { use } from 'react';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/facts.tsx';
import { NotForYou } from '../../ui/page-states.tsx';
import { LedgerTable } from '../billing/index.ts';
import { useMay } from '../sign-in/index.ts';
import { ACTION_KEYS, hindrance } from './action-words.ts';
import { CustomerDo, useCustomer } from './customer-context.ts';
import styles from './customer-page.module.css';
import { Billing } from './profile-billing.tsx';
import { targetOf } from './target.ts';
import { useRole } from './use-role.ts';

/** What the customer owes and has paid, and what a counter does about it every day. */
export function BillingPart() {
  const say = useMessage();
  const of = useCustomer();
  const doing = use(CustomerDo);
  const role = useRole();
  const { allowed, why } = useMay('ledger.ofCustomer');
  if (!allowed) return <NotForYou why={why} />;
  const frequent: readonly CustomerAction[] = [
    'add-payment',
    of.type === 'pppoe-daily' ? 'recharge' : 'renew',
    'add-charge',
    'extend',
  ];
  return (
    <div className={styles.money}>
      <Billing of={of} />
      <div className={styles.act}>
        {frequent.map((action, at) => {
          const why = hindrance(action, targetOf(of), role, say);
          return (
            <Button
              key={action}
              kind={at === 0 && why === null ? 'primary' : 'plain'}
              aria-disabled={why !== null}
              title={why ?? undefined}
              aria-keyshortcuts={ACTION_KEYS[action]}
              onClick={() => (why === null ? doing(action) : undefined)}
            >
              {say(`actions.do-${action}`)}
            </Button>
          );
        })}
      </div>
      <Section title={say('ledger.title')}>
        <LedgerTable customer={of.id} />
      </Section>
    </div>
  );
}
