/** Whether nothing on the page has the keyboard: what had it was taken from the page. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** How long something may still vanish because of what was just done, in ms: the list is read anew. */
const SETTLING = 3000;

/**
 * Gives the focus back to where it came from, or where that has gone to the nearest thing to go on with: the grid, the
 * first control of the table, the page. It watches for a moment, as the list that is read anew may still take it away.
 */
export function giveFocusBack(from: Element | null): void {
  const mend = (): void => {
    if (!isLost() || document.querySelector('[aria-modal="true"]') !== null) return;
    for (const place of [from, ...placesToGoOn()]) {
      if (place instanceof HTMLElement && place.isConnected) place.focus({ preventScroll: true });
      if (!isLost()) return;
    }
  };
  const watch = new MutationObserver(() => requestAnimationFrame(mend));
  const end = (): void => {
    watch.disconnect();
    clearTimeout(timer);
    for (const kind of BY_HAND) window.removeEventListener(kind, end, true);
  };
  const timer = setTimeout(end, SETTLING);
  for (const kind of BY_HAND) window.addEventListener(kind, end, true);
  watch.observe(document.body, { childList: true, subtree: true });
  requestAnimationFrame(mend);
}

/** Whoever does something has gone on already. */
const BY_HAND = ['keydown', 'pointerdown'] as const;

function placesToGoOn(): readonly (Element | null)[] {
  const main = document.getElementById('main');
  const inTable = main?.querySelector('table :is(a[href], button:not(:disabled))') ?? null;
  return [main?.querySelector('[role="grid"]') ?? null, inTable, main];
}
