import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { minorOfDecimal } from '#shared/domain/money/money.ts';
import { useMay } from '../sign-in/index.ts';
import styles from './customer-page.module.css';

/** Since when somebody is suspended as not having paid, and what is open; `short`: where that stands beside it anyway. */
export function UnpaidSince({ customer, short = false }: { customer: string; short?: boolean }) {
  const say = useMessage();
  const { date, money } = useFormats();
  const { data: history } = useQuery(
    core.history.list.queryOptions({ input: { filter: { customer, action: 'customer.suspend' }, limit: 1 } }),
  );
  const { allowed } = useMay('ledger.ofCustomer');
  const { data: ledger } = useQuery({
    ...core.ledger.ofCustomer.queryOptions({ input: { customer, limit: 1 } }),
    enabled: allowed,
  });
  const [line] = history?.lines ?? [];
  // The clock may have come late: what it wrote down says since when it counts.
  const since = line?.changes.find(({ field }) => field === 'since')?.after ?? line?.at;
  const open = ledger !== undefined && minorOfDecimal(ledger.open) > 0 ? ledger.open : undefined;
  const words = [
    ...(since === undefined ? [] : [say('customers.unpaid-since', { date: date(since) })]),
    ...(open === undefined || short ? [] : [say('customers.unpaid-open', { amount: money(open) })]),
  ];
  if (words.length === 0) return null;
  return short ? words.join(' · ') : <span className={styles.since}>{words.join(' · ')}</span>;
}
