import { isDesktop } from './link.ts';

/** Whether a page can be had as a file at once. A browser's pages cannot: its print dialog saves them. */
export const makesPdf = isDesktop;

/** What this page would print, as the file that `name` says. Rejects where the desktop does not answer. */
export async function printedAsPdf(name: string): Promise<File> {
  const response = await fetch('/printed.pdf');
  if (!response.ok) throw new Error(`The desktop made no file: ${response.status}`);
  return new File([await response.blob()], name, { type: 'application/pdf' });
}
