import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MenuSpot } from '../../ui/grid/index.ts';
import styles from './actions.module.css';

interface MenuAtProps {
  /** Null: closed. */
  readonly at: MenuSpot | null;
  readonly onClose: () => void;
  readonly width?: number;
  readonly children: ReactNode;
}

/** A menu at a place of the screen: what the right button opens, and the menu key. */
export function MenuAt({ at, onClose, width = 280, children }: MenuAtProps) {
  return (
    <Menu
      opened={at !== null}
      onChange={(opened) => (opened ? undefined : onClose())}
      position="bottom-start"
      width={width}
      offset={0}
    >
      <Menu.Target>
        <span className={styles.spot} style={{ left: at?.left ?? 0, top: at?.top ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>{children}</Menu.Dropdown>
    </Menu>
  );
}
