import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import type { Place } from './keyboard.ts';

/** Where on the screen a menu opens, in pixels from the window's corner. */
export interface MenuSpot {
  readonly left: number;
  readonly top: number;
}

interface MenuOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The id of the cell under the cursor. */
  readonly activeId: string;
  readonly place: Place;
  readonly placeOf: (target: EventTarget) => Place | null;
  readonly onMenu: (place: Place, spot: MenuSpot) => boolean;
}

/**
 * The menu of a cell: by the right button, by the key that keyboards have for it, by Shift+F10, and over a heading by
 * Alt and the arrow too.
 */
export function useMenus({ scroller, activeId, place, placeOf, onMenu }: MenuOptions) {
  return {
    onKey: (event: KeyboardEvent): boolean => {
      const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      const isHeading = place.index < 0 && event.key === 'ArrowDown' && event.altKey;
      if (!isMenu && !isHeading) return false;
      const cell = (
        scroller.current?.ownerDocument.getElementById(activeId) ?? scroller.current
      )?.getBoundingClientRect();
      return cell !== undefined && onMenu(place, { left: cell.left + 8, top: cell.bottom });
    },
    onContextMenu: (event: MouseEvent): void => {
      const at = placeOf(event.target);
      // The key makes this event too, on the grid itself: it has been answered by then.
      const isAnswered = event.target === scroller.current;
      if (isAnswered || (at !== null && onMenu(at, { left: event.clientX, top: event.clientY })))
        event.preventDefault();
    },
  };
}
