import { type RefObject, useEffect, useState } from 'react';

/** What the button that opens the rest takes. */
const MORE_PX = 120;

/**
 * How many of the `most` labels behind the `fixed` ones of a row (the fieldset in `place`) fit into it. Looked at when the row gets other
 * labels, and anew from all of them when the place gets another width.
 */
export function useFitting(place: RefObject<HTMLElement | null>, fixed: number, most: number): number {
  const [fitting, setFitting] = useState(most);
  const [seen, setSeen] = useState(most);
  if (seen !== most) {
    setSeen(most);
    setFitting(most);
  }
  useEffect(() => {
    const element = place.current;
    const row = element?.querySelector('fieldset');
    if (!element || !row) return;
    const look = (): void => {
      if (row.scrollWidth <= row.clientWidth) return;
      // By what stands there, whatever was asked for since: several looks may come before the next rendering.
      const labels = [...row.querySelectorAll('label')].slice(fixed);
      const room = row.clientWidth - (labels.length === most ? MORE_PX : 0);
      const start = row.getBoundingClientRect().left - row.scrollLeft;
      setFitting(labels.filter((label) => label.getBoundingClientRect().right - start <= room).length);
    };
    let width = element.clientWidth;
    const resized = new ResizeObserver(() => {
      if (element.clientWidth !== width) setFitting(most);
      width = element.clientWidth;
      look();
    });
    const changed = new MutationObserver(look);
    resized.observe(element);
    changed.observe(row, { childList: true, subtree: true, characterData: true });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, [place, fixed, most]);
  return fitting;
}
