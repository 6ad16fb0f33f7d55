/**
 * Browsers cap the height of an element (Chromium near 33 million pixels, Firefox near 17): a sheet of 1,048,576 rows
 * is taller. Past this the scrollbar covers the rows on a smaller scale.
 */
export const TALLEST = 15_000_000;

/** How the scrollbar's position and the position among the rows belong together. All in pixels. */
export interface TallScroll {
  /** Height of the element that gives the scrollbar its length. */
  readonly height: number;
  readonly scaled: boolean;
  readonly toOffset: (scrollTop: number) => number;
  readonly toScrollTop: (offset: number) => number;
}

/** For rows of `content` pixels in all, seen through a window of `viewport` pixels. Both ends meet exactly. */
export function tallScroll(content: number, viewport: number): TallScroll {
  if (content <= TALLEST) {
    return { height: content, scaled: false, toOffset: (top) => top, toScrollTop: (offset) => offset };
  }
  const ratio = (content - viewport) / (TALLEST - viewport);
  return {
    height: TALLEST,
    scaled: true,
    toOffset: (top) => Math.min(content - viewport, Math.max(0, top * ratio)),
    toScrollTop: (offset) => offset / ratio,
  };
}
