import { IconPlugConnectedX } from '@tabler/icons-react';
import { useMessage } from '../../messages/use-message.ts';
import styles from './customer-page.module.css';

/** When the customer was online. Routers tell that, and none is connected yet. */
export function SessionsPart() {
  const say = useMessage();
  return (
    <section className={styles.empty}>
      <IconPlugConnectedX size={32} stroke={1.25} aria-hidden="true" />
      <h2>{say('customer.no-router')}</h2>
      <p>{say('customer.no-router-text')}</p>
    </section>
  );
}
