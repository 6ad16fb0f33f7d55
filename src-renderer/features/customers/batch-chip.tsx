import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './list-bar.module.css';

/** Says that only the customers of one import are shown, and takes that away again. */
export function BatchChip({ batch, onRemove }: { batch: string; onRemove: () => void }) {
  const say = useMessage();
  const { data } = useQuery(core.import.batches.queryOptions());
  const file = data?.find((one) => one.batch === batch)?.fileName;
  return (
    <div className={styles.chip}>
      <span>{file === undefined ? say('customers.from-import') : say('customers.from-import-of', { file })}</span>
      <Button kind="icon" aria-label={say('customers.remove-batch')} onClick={onRemove}>
        <IconX size={14} stroke={1.75} aria-hidden="true" />
      </Button>
    </div>
  );
}
