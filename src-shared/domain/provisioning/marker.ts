// A record on a router is ours when its comment says so. The rest of the comment is the operator's and stays.

const CUSTOMER = /(?:^|\s)lastmile:([0-9a-f-]{36})(?=$|\s)/;
const PACKAGE = /(?:^|\s)lastmile:package:([0-9a-f-]{36})(?=$|\s)/;

/** "lastmile:0192…" */
export const customerMarker = (customerId: string): string => `lastmile:${customerId}`;
export const packageMarker = (packageId: string): string => `lastmile:package:${packageId}`;

/** The customer whose record it is by its comment; null: nobody's that we know. */
export const markedCustomer = (comment: string | undefined): string | null => CUSTOMER.exec(comment ?? '')?.[1] ?? null;
export const markedPackage = (comment: string | undefined): string | null => PACKAGE.exec(comment ?? '')?.[1] ?? null;

/** The comment with the marker in place of any other of ours, behind what the operator has written. */
export function withMarker(comment: string, marker: string): string {
  const own = withoutMarker(comment);
  return own === '' ? marker : `${own} ${marker}`;
}

/** What the operator has written. */
export function withoutMarker(comment: string): string {
  return comment
    .replace(/(?:^|\s)lastmile:(?:package:)?[0-9a-f-]{36}(?=$|\s)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
