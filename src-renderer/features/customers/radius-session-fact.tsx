import { useState } from 'react';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/facts.tsx';
import { useMay } from '../sign-in/index.ts';
import { LOGS_IN } from './login-test-fact.tsx';
import styles from './login-test.module.css';
import { RadiusSessionDialog } from './radius-session-dialog.tsx';

/** Where a customer's router has to do with RADIUS, it can be told by it to end a session or to change its speed. */
export function RadiusSessionFact({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const [isOpen, setOpen] = useState(false);
  const { allowed } = useMay('radius.disconnect');
  if (!allowed || of.router?.byRadius !== true || !LOGS_IN.has(of.type) || of.status === 'deleted') return null;
  return (
    <Fact name={say('radius.session')}>
      <Button kind="quiet" className={styles.fact} onClick={() => setOpen(true)}>
        {say('radius.session-open')}
      </Button>
      {isOpen && <RadiusSessionDialog of={of} onClose={() => setOpen(false)} />}
    </Fact>
  );
}
