/** What the address says after the ?: what is searched, and on which router and in which zone. */
export interface OnlineSearch {
  readonly search?: string;
  readonly router?: string;
  readonly zone?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function onlineSearchOf(raw: Readonly<Record<string, unknown>>): OnlineSearch {
  const { search, router, zone } = raw;
  return {
    ...(typeof search === 'string' && search !== '' && { search: search.slice(0, 100) }),
    ...(typeof router === 'string' && ID.test(router) && { router }),
    ...(typeof zone === 'string' && ID.test(zone) && { zone }),
  };
}
