import { folded } from '../text.ts';
import type { DateFormat, ReportColumn, ReportLayout, Source } from './layout.ts';
import { megabitsOf, said, type Subscriber } from './subscriber.ts';

/** A row of the report: a cell for each column (null: empty), and the columns in which something is to be filled in. */
export interface ReportRow {
  readonly cells: readonly (string | number | null)[];
  readonly missing: readonly ReportColumn[];
}

/** One subscriber in the columns of a layout. A value that a column does not allow is as good as none. */
export function reportRow(subscriber: Subscriber, { columns }: ReportLayout): ReportRow {
  const missing: ReportColumn[] = [];
  const cells = columns.map((column) => {
    const value = allowedValue(column, valueOf(subscriber, column.source));
    if (value === null) {
      if (column.required && applies(subscriber, column.source)) missing.push(column);
      return null;
    }
    if (column.kind === 'number') return Number(value);
    return column.kind === 'date' ? written(value, column.dateFormat ?? 'YYYY-MM-DD') : value;
  });
  return { cells, missing };
}

function allowedValue({ allowed }: ReportColumn, value: string | null): string | null {
  if (value === null || allowed === undefined) return value;
  return allowed.find((one) => folded(one) === folded(value)) ?? null;
}

/** A service without a bandwidth lacks none. */
const applies = ({ hasBandwidth }: Subscriber, source: Source): boolean =>
  hasBandwidth || (source !== 'bandwidth' && source !== 'bandwidthBoth' && source !== 'megabits');

function valueOf(subscriber: Subscriber, source: Source): string | null {
  const { downKbps, upKbps, ip, username } = subscriber;
  switch (source) {
    case 'bandwidth':
      return downKbps === null ? null : `${megabitsOf(downKbps)} Mbps`;
    case 'bandwidthBoth':
      return downKbps === null ? null : `${megabitsOf(downKbps)}/${megabitsOf(upKbps ?? downKbps)} Mbps`;
    case 'megabits':
      return downKbps === null ? null : megabitsOf(downKbps);
    case 'ipOrUsername':
      return ip ?? username;
    default:
      return said(subscriber[source]);
  }
}

function written(day: string, format: DateFormat): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return format.replace('YYYY', year).replace('MM', month).replace('DD', date);
}
