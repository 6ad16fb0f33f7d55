import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { useReadable } from '../../messages/use-readable.ts';
import styles from './billing.module.css';

/** Warns whoever takes money or gives it back while the date is in doubt; nothing where it is not. */
export function ClockDoubt() {
  const say = useMessage();
  const readable = useReadable();
  const { data } = useQuery({ ...core.billing.doubt.queryOptions(), staleTime: 0 });
  if (data?.doubt == null) return null;
  return (
    <p className={styles.doubt} role="status">
      {refusedSentence(readable(data.doubt), say)}
    </p>
  );
}
