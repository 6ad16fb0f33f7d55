import { IconRouterOff } from '@tabler/icons-react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import styles from './list-bar.module.css';

type Standing = Pick<CustomerLine, 'status' | 'provisioning'>;

/** That a router does not have a customer as it should, in words; null when there is nothing to say. */
export function offRouterSentence({ status, provisioning }: Standing, say: Say): string | null {
  const isActive = status === 'active';
  if (provisioning === 'queued') return say(isActive ? 'customers.network-active-queued' : 'customers.network-queued');
  if (provisioning === 'failed') return say(isActive ? 'customers.network-active-failed' : 'customers.network-failed');
  return null;
}

/** A small mark beside the state of a customer whom a router does not have as it should. */
export function OffRouter({ of }: { of: Standing }) {
  const say = useMessage();
  const sentence = offRouterSentence(of, say);
  if (sentence === null) return null;
  return (
    <span className={styles.offRouter} data-failed={of.provisioning === 'failed' || undefined} title={sentence}>
      <IconRouterOff size={15} stroke={1.75} aria-hidden="true" />
      <span className="unseen">{sentence}</span>
    </span>
  );
}
