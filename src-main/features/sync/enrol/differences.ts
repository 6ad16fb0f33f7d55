import type { SyncPreview } from '#shared/contract/sync.ts';
import type { RecordRow } from '#shared/sync/rows.ts';
import { UNSAID_CURRENCY } from '../../billing/index.ts';
import { readValue } from '../read-value.ts';

type Difference = NonNullable<SyncPreview['records'][number]['into']>['differs'][number];

/** In what amounts are told on each side. */
export interface Currencies {
  readonly here: string;
  readonly there: string;
}

/** What nobody sees, what points to others, and what each side keeps sealed. */
const UNSEEN = /Key$|Id$|Ids$|^password|^radiusSecret$|^retiredAt$|^position$/;

/** What of a record is another at the server, each value as a person reads it. */
export function differences(one: RecordRow, other: RecordRow, { here, there }: Currencies): Difference[] {
  const names = new Set([...Object.keys(one.body), ...Object.keys(other.body)]);
  return [...names]
    .filter(
      (name) =>
        !UNSEEN.test(name) && JSON.stringify(one.body[name] ?? null) !== JSON.stringify(other.body[name] ?? null),
    )
    .map((field) => ({
      field,
      here: readValue(field, one.body[field], here),
      there: readValue(field, other.body[field], there),
    }));
}

/** The currencies of both sides; where one has not said any, that of the other. */
export function currenciesOf(here: readonly RecordRow[], there: readonly RecordRow[]): Currencies {
  const said = (rows: readonly RecordRow[]): string | undefined => {
    const value = rows.find(({ kind, id }) => kind === 'setting' && id === 'currency')?.body['value'];
    return typeof value === 'string' ? value : undefined;
  };
  const [ours, theirs] = [said(here), said(there)];
  return { here: ours ?? theirs ?? UNSAID_CURRENCY, there: theirs ?? ours ?? UNSAID_CURRENCY };
}
