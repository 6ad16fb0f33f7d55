import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { CellNote } from './column.ts';
import styles from './grid.module.css';
import { SeverityGlyph } from './row.tsx';

interface NoteTipProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The note of a cell by its position, null when it has none. */
  readonly noteAt: (index: number, column: number) => CellNote | null;
}

interface Tip extends CellNote {
  readonly left: number;
  readonly top: number;
}

/** The full text of a problem, under the cell that the pointer rests on. Assistive technology reads it in the cell itself. */
export function NoteTip({ scroller, noteAt }: NoteTipProps): ReactNode {
  const [tip, setTip] = useState<Tip | null>(null);
  const latest = useRef(noteAt);
  useEffect(() => {
    latest.current = noteAt;
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const hide = (): void => setTip(null);
    const show = (event: PointerEvent): void => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-severity]') : null;
      const note = cell === null ? null : latest.current(Number(cell.dataset['row']), Number(cell.dataset['column']));
      if (cell === null || note === null) {
        hide();
        return;
      }
      const box = cell.getBoundingClientRect();
      const frame = element.getBoundingClientRect();
      const left = Math.max(8, Math.min(box.left - frame.left, frame.width - 348));
      const below = box.bottom - frame.top + 4;
      // Above the cell where there is no room below it.
      setTip({ ...note, left, top: below + 72 > frame.height ? box.top - frame.top - 4 : below });
    };
    element.addEventListener('pointerover', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('scroll', hide, { passive: true });
    return () => {
      element.removeEventListener('pointerover', show);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('scroll', hide);
    };
  }, [scroller]);
  if (tip === null) return null;
  return (
    <div className={styles.tip} data-severity={tip.severity} style={{ left: tip.left, top: tip.top }} aria-hidden>
      <SeverityGlyph severity={tip.severity} />
      <span>{tip.text}</span>
    </div>
  );
}
