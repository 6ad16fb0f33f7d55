import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MenuSpot } from '../../ui/grid/index.ts';
import styles from './actions.module.css';

/** A place of the screen where a menu opens, and what has the focus again when it closes. */
export interface MenuPlace extends MenuSpot {
  readonly from: Element | null;
}

interface MenuAtProps {
  readonly at: MenuPlace;
  readonly onClose: () => void;
  readonly width?: number;
  readonly children: ReactNode;
}

/** A menu at a place of the screen: what the right button opens, and the menu key. */
export function MenuAt({ at, onClose, width = 280, children }: MenuAtProps) {
  const close = (): void => {
    if (at.from instanceof HTMLElement) at.from.focus({ preventScroll: true });
    onClose();
  };
  return (
    <Menu
      opened
      onClose={close}
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
      // Not by a key as well: the key that opened it would be the first one outside of it.
      clickOutsideEvents={['mousedown', 'touchstart']}
      position="bottom-start"
      width={width}
      offset={0}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span className={styles.spot} style={{ left: at.left, top: at.top }} />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}
