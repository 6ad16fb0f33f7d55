/** What the address says after the ?: whose refusals are looked at, or those of which import. */
export interface SyncSearch {
  readonly about?: string;
  readonly batch?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function syncSearchOf({ about, batch }: Readonly<Record<string, unknown>>): SyncSearch {
  return {
    ...(typeof about === 'string' && ID.test(about) && { about }),
    ...(typeof batch === 'string' && ID.test(batch) && { batch }),
  };
}
