import { useEffect } from 'react';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { ActionMenu } from './action-menu.tsx';
import { actionOfKey, hindrance } from './action-words.ts';
import { targetOf } from './target.ts';
import { useRole } from './use-role.ts';

interface CustomerActionsProps {
  readonly of: CustomerProfile;
  readonly onAction: (action: CustomerAction) => void;
}

/** What can be done to this customer, and the keys for it. */
export function CustomerActions({ of, onAction }: CustomerActionsProps) {
  const say = useMessage();
  const role = useRole();
  const canEdit = role !== 'technician' && of.status !== 'deleted';

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isText =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, form') !== null;
      const busy = document.querySelector('[aria-modal="true"], [role="menu"]') !== null;
      const action = event.defaultPrevented || isText || busy ? null : actionOfKey(event);
      if (action === null) return;
      event.preventDefault();
      const why = hindrance(action, targetOf(of), role, say);
      if (why === null) onAction(action);
      else toast({ message: why, about: 'customer' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [of, onAction, role, say]);

  return (
    <>
      {canEdit && (
        <ButtonLink to="/customers/$id/edit" params={{ id: of.id }} search={(now: object) => now}>
          {say('customer.edit')}
        </ButtonLink>
      )}
      <ActionMenu kind="primary" meant={targetOf(of)} onAction={onAction} />
    </>
  );
}
