import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './billing.module.css';

/** Warns whoever takes money or gives it back while the date is in doubt; nothing where it is not. */
export function ClockDoubt() {
  const say = useMessage();
  const { day } = useFormats();
  const { data } = useQuery({ ...core.billing.doubt.queryOptions(), staleTime: 0 });
  if (data?.doubt == null) return null;
  const { code, params } = data.doubt;
  const days = Object.entries(params).map(([name, value]): [string, string] => [name, day(String(value))]);
  return (
    <p className={styles.doubt} role="status">
      {refusedSentence({ code, params: Object.fromEntries(days) }, say)}
    </p>
  );
}
