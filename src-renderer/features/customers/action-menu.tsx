import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { useMessage } from '../../messages/use-message.ts';
import type { ButtonKind } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import styles from './actions.module.css';
import { ACTION_KEYS, hindrance, type Meant } from './action-words.ts';
import { useRole } from './use-role.ts';

/** All actions by what they are about, in the order of the menu. */
const GROUPS: readonly (readonly CustomerAction[])[] = [
  ['add-payment', 'recharge', 'renew'],
  ['activate', 'suspend', 'reactivate'],
  ['add-charge', 'add-credit', 'extend', 'special-price'],
  ['send-details', 'send-message'],
  ['change-package', 'change-profile', 'change-zone', 'change-operator'],
  ['reset-password', 'change-ip', 'change-router', 'bind-mac', 'remove-mac', 'disconnect'],
  ['delete', 'restore'],
];

interface ActionItemsProps {
  readonly meant: Meant;
  readonly onAction: (action: CustomerAction) => void;
}

/** Every action of the matrix, for one customer or many. What cannot be is there too, and says why. */
export function ActionItems({ meant, onAction }: ActionItemsProps) {
  const say = useMessage();
  const role = useRole();
  return GROUPS.map((group, at) => (
    <Fragment key={group[0]}>
      {at > 0 && <Menu.Divider />}
      {group.map((action) => {
        const why = hindrance(action, meant, role, say);
        const key = ACTION_KEYS[action];
        return (
          <Menu.Item
            key={action}
            // Not `disabled`: then the arrow keys would pass it by, and nobody would learn why.
            aria-disabled={why !== null}
            data-hindered={why !== null || undefined}
            closeMenuOnClick={why === null}
            title={why ?? undefined}
            onClick={() => (why === null ? onAction(action) : undefined)}
            rightSection={key === undefined || why !== null ? undefined : <kbd aria-hidden="true">{key}</kbd>}
          >
            <span>{say(`actions.do-${action}`)}</span>
            {why !== null && <span className={styles.why}>{why}</span>}
          </Menu.Item>
        );
      })}
    </Fragment>
  ));
}

interface ActionMenuProps extends ActionItemsProps {
  readonly kind?: ButtonKind;
}

/** The menu of actions behind a button. */
export function ActionMenu({ kind = 'plain', ...items }: ActionMenuProps) {
  const say = useMessage();
  const face = (
    <>
      {say('actions.all')}
      <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
    </>
  );
  return (
    <MenuButton kind={kind} width={280} className={styles.menu} face={face}>
      <ActionItems {...items} />
    </MenuButton>
  );
}
