import { defaultRangeExtractor, observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { tallScroll } from './tall-scroll.ts';

/** Rows above and below the screen that are kept rendered. */
const OVERSCAN = 10;
/** With a scaled scrollbar rows are placed within a band this high, so that no coordinate outgrows a 32-bit float. */
const BAND = 1_000_000;

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The element that the rows are in. */
  readonly canvas: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
  /** The cursor's row stays rendered wherever the window is: assistive technology points at it. */
  readonly keep: number;
}

export interface WindowRow {
  readonly index: number;
  /** Pixels from the top of the canvas. */
  readonly top: number;
}

export interface RowWindow {
  readonly rows: readonly WindowRow[];
  readonly height: number;
  readonly showRow: (index: number) => void;
  /** First and last row on the screen. */
  readonly visible: { readonly first: number; readonly last: number } | null;
}

/** The rows that are near the screen, of any number of rows of one height. */
export function useRowWindow({ scroller, canvas, count, rowHeight, headerHeight, keep }: RowWindowOptions): RowWindow {
  const [viewport, setViewport] = useState(600);
  const content = count * rowHeight;
  const scroll = useRef(tallScroll(content, viewport));
  // A scrollTop is rounded by the browser: what was asked for is remembered, so that a scaled jump lands on the pixel.
  const written = useRef<{ readonly top: number; readonly offset: number } | null>(null);
  const band = useRef(0);

  const offsetNow = useCallback((): number => {
    const top = scroller.current?.scrollTop ?? 0;
    return written.current?.top === top ? written.current.offset : scroll.current.toOffset(top);
  }, [scroller]);

  const placeCanvas = useCallback((): void => {
    if (canvas.current === null || scroller.current === null) return;
    const shift = scroll.current.scaled ? band.current + scroller.current.scrollTop - offsetNow() : 0;
    canvas.current.style.transform = shift === 0 ? '' : `translateY(${shift}px)`;
  }, [canvas, offsetNow, scroller]);

  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called, never handed on
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range);
      const first = near[0];
      if (keep < 0 || keep >= count || first === undefined || near.includes(keep)) return near;
      return keep < first ? [keep, ...near] : [...near, keep];
    },
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (_top, scrolling) => {
        placeCanvas();
        report(offsetNow(), scrolling);
      }),
    scrollToFn: (offset) => {
      scroller.current?.scrollTo({ top: scroll.current.toScrollTop(offset) });
    },
  });

  const showRow = useCallback(
    (index: number): void => {
      const element = scroller.current;
      if (element === null || index < 0) return;
      const shown = element.clientHeight - headerHeight;
      const now = offsetNow();
      const top = index * rowHeight;
      const wanted = top < now ? top : Math.max(now, top + rowHeight - shown);
      if (wanted === now) return;
      element.scrollTop = scroll.current.toScrollTop(wanted);
      written.current = { top: element.scrollTop, offset: wanted };
    },
    [headerHeight, offsetNow, rowHeight, scroller],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setViewport(Math.max(rowHeight, element.clientHeight - headerHeight)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [headerHeight, rowHeight, scroller]);

  useLayoutEffect(() => {
    virtualizer.measure();
  }, [rowHeight, virtualizer]);

  const { height, scaled } = tallScroll(content, viewport);
  const items = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const base = scaled ? Math.floor(((range?.startIndex ?? 0) * rowHeight) / BAND) * BAND : 0;

  useLayoutEffect(() => {
    scroll.current = tallScroll(content, viewport);
    band.current = base;
    placeCanvas();
  }, [base, content, placeCanvas, viewport]);

  const rows = items.map(({ index }) => {
    const top = index * rowHeight - base;
    return { index, top: scaled ? Math.max(-BAND, Math.min(2 * BAND, top)) : top };
  });
  return {
    rows,
    height,
    showRow,
    visible: range === null ? null : { first: range.startIndex, last: Math.min(range.endIndex, count - 1) },
  };
}
