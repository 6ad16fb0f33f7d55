import { useState } from 'react';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/facts.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './login-test.module.css';
import { LoginTestDialog } from './login-test-dialog.tsx';

/** Those who log in; not who has a static address. */
export const LOGS_IN: ReadonlySet<CustomerProfile['type']> = new Set(['pppoe-daily', 'pppoe-monthly', 'hotspot']);

/** A customer's log-in can be tried at the RADIUS server; not that of one with a static address, who has none. */
export function LoginTestFact({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const [isOpen, setOpen] = useState(false);
  const { allowed } = useMay('radius.testLogin');
  if (!allowed || !LOGS_IN.has(of.type) || of.status === 'deleted') return null;
  return (
    <Fact name={say('radius.log-in')}>
      <Button kind="quiet" className={styles.fact} onClick={() => setOpen(true)}>
        {say('radius.test')}
      </Button>
      {isOpen && <LoginTestDialog of={of} onClose={() => setOpen(false)} />}
    </Fact>
  );
}
