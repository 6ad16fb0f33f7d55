import { createContext, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';

/** The left end of the status bar, where a page says how much it shows. */
export const StatusLinePlace = createContext<HTMLElement | null>(null);

/** Puts a page's own words at the left end of the status bar: "1–30 of 102,418". */
export function StatusLine({ children }: { children: ReactNode }) {
  const place = use(StatusLinePlace);
  return place === null ? null : createPortal(children, place);
}
