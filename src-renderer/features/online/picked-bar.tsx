import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './online.module.css';

interface PickedBarProps {
  readonly count: number;
  readonly onDisconnect: () => void;
  readonly onNone: () => void;
}

/** What can be done with the sessions that are picked. */
export function PickedBar({ count, onDisconnect, onNone }: PickedBarProps) {
  const say = useMessage();
  return (
    <div className={styles.picked} role="region" aria-label={say('online.picked')}>
      <strong role="status">{say('customers.picked-count', { count })}</strong>
      <Button kind="quiet" onClick={onNone}>
        {say('customers.pick-none')}
      </Button>
      <span className={styles.gap} />
      <Button kind="danger" onClick={onDisconnect}>
        {say('online.disconnect-many', { count })}
      </Button>
    </div>
  );
}
