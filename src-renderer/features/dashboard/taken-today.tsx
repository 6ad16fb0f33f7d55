import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { useMay } from '../sign-in/index.ts';
import styles from './dashboard.module.css';

/** What was taken in today, for who may know: of a cashier, what they took themselves. Nothing before it is known. */
export function TakenToday({ day }: { day: string }) {
  const say = useMessage();
  const { money } = useFormats();
  const may = useMay('ledger.cash');
  const { data } = useQuery({
    ...core.ledger.cash.queryOptions({ input: { from: day, to: day } }),
    enabled: may.allowed,
    staleTime: 0,
  });
  if (data === undefined) return null;
  return (
    <p className={styles.taken}>
      {say('cash.taken-today')}
      <strong>
        {data.currency} {money(data.total)}
      </strong>
      <span className="muted">{say('cash.payments', { count: data.count })}</span>
      <Link to="/reports/cash">{say('cash.to-report')}</Link>
    </p>
  );
}
