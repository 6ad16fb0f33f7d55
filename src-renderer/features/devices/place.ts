/** What the address says after the ?: what is searched, and whether only addresses that are bound more than once count. */
export interface DeviceSearch {
  readonly search?: string;
  readonly twice?: 'yes';
}

export function deviceSearchOf(raw: Readonly<Record<string, unknown>>): DeviceSearch {
  const { search, twice } = raw;
  return {
    ...(typeof search === 'string' && search !== '' && { search: search.slice(0, 200) }),
    ...(twice === 'yes' && { twice }),
  };
}
