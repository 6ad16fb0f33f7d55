import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { ActionMenu } from './action-menu.tsx';
import { hindrance } from './action-words.ts';
import styles from './actions.module.css';
import type { ActionTarget } from './target.ts';
import { useIsOffice, useRole } from './use-role.ts';

/** In sight, as an office does them every day; all others are in the menu. */
const FREQUENT = ['activate', 'suspend', 'reactivate', 'change-package'] as const satisfies readonly CustomerAction[];

interface BulkBarProps {
  readonly target: ActionTarget;
  readonly total: number;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onAction: (action: CustomerAction) => void;
  readonly onExport: () => void;
}

/** What can be done to those that are picked. */
export function BulkBar({ target, total, onAll, onClear, onAction, onExport }: BulkBarProps) {
  const say = useMessage();
  const role = useRole();
  const isOffice = useIsOffice();
  const frequent: readonly CustomerAction[] = target.status === 'deleted' ? ['restore'] : FREQUENT;
  return (
    <div className={styles.bulk} role="region" aria-label={say('customers.picked')}>
      <strong role="status">{say('customers.picked-count', { count: target.count })}</strong>
      {target.count < total && (
        <Button kind="quiet" onClick={onAll}>
          {say('customers.pick-all', { count: total })}
        </Button>
      )}
      <Button kind="quiet" onClick={onClear}>
        {say('customers.pick-none')}
      </Button>
      <span className={styles.gap} />
      {frequent.map((action) => {
        const why = hindrance(action, target, role, say);
        return (
          <Button
            key={action}
            aria-disabled={why !== null}
            title={why ?? undefined}
            onClick={() => (why === null ? onAction(action) : undefined)}
          >
            {say(`actions.do-${action}`)}
          </Button>
        );
      })}
      <ActionMenu meant={target} onAction={onAction} />
      <Button
        aria-disabled={!isOffice}
        title={isOffice ? undefined : say('actions.not-your-role')}
        onClick={() => (isOffice ? onExport() : undefined)}
      >
        {say('customers.export')}
      </Button>
    </div>
  );
}
