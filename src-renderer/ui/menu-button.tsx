import { Menu, type MenuProps } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { Button, type ButtonKind } from './button.tsx';

interface MenuButtonProps extends Pick<MenuProps, 'position' | 'width'> {
  /** What stands on the button. */
  readonly face: ReactNode;
  readonly kind?: ButtonKind;
  /** Of the menu itself. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * A button with a menu. Whatever closes the menu, the button has the focus at once: a dialog that an item opens gives it
 * back there when it is closed.
 */
export function MenuButton({
  face,
  kind = 'plain',
  position = 'bottom-end',
  width,
  className,
  children,
}: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu
      position={position}
      width={width ?? 'max-content'}
      // An element that is no item of a menu must not stand in it; the first item takes the focus instead.
      withInitialFocusPlaceholder={false}
      // What scrolls must hold something that the keyboard reaches.
      menuItemTabIndex={0}
      onClose={() => button.current?.focus()}
    >
      <Menu.Target>
        <Button kind={kind} ref={button}>
          {face}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={className ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}
