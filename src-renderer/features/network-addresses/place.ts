/** What the address of a block's map says after the ?: where it begins. */
export interface MapSearch {
  readonly from?: string;
}

export function mapSearchOf({ from }: Readonly<Record<string, unknown>>): MapSearch {
  return typeof from === 'string' && from !== '' ? { from: from.slice(0, 15) } : {};
}
