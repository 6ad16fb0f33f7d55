import type { CustomerColumn, CustomerLine } from '#shared/contract/customers.ts';
import { regulated } from '#shared/domain/customer/regulated-words.ts';
import { dayAt, wallClock } from '#shared/domain/time/day.ts';
import type { Written } from '../../spreadsheet/csv/write.ts';
import type { Store } from '../../store/index.ts';
import { say } from '../../words.ts';

/** A column of an exported list: its heading as on the screen, and what stands in a customer's cell. */
export interface ExportColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (line: CustomerLine) => Written;
}

type Plain = Exclude<CustomerColumn, `custom:${string}`>;

const HEADING: Readonly<Record<Plain, string>> = {
  status: 'status',
  username: 'username',
  fullName: 'name',
  phone: 'phone',
  email: 'email',
  operator: 'operator',
  package: 'package',
  billingProfile: 'billing-profile',
  zone: 'zone',
  address: 'address',
  type: 'type',
  ip: 'ip',
  macs: 'mac',
  accountNumber: 'account-number',
  expires: 'expires',
  balance: 'balance',
  createdAt: 'created',
  deletedAt: 'deleted-at',
  deletedBy: 'deleted-by',
  clientType: 'client-type',
  medium: 'medium',
  sharing: 'sharing',
  distributionPoint: 'distribution-point',
  division: 'division',
  district: 'district',
  thana: 'thana',
};

/** The columns in the order asked for. What is asked of a custom field that is not there any more is left out. */
export function exportColumns(
  reader: Store['reader'],
  columns: readonly CustomerColumn[],
  timeZone: string,
): ExportColumn[] {
  const labels = new Map(
    reader.prepare<[], [string, string]>('SELECT id, label FROM custom_field WHERE deleted_at IS NULL').raw().all(),
  );
  return columns.flatMap((column) => {
    if (isPlain(column)) {
      const heading = say(`customers.${HEADING[column]}`);
      return [{ heading, width: widthOf(column), cell: (line) => cellOf(line, column, timeZone) }];
    }
    const id = column.slice('custom:'.length);
    const heading = labels.get(id);
    return heading === undefined ? [] : [{ heading, width: 20, cell: ({ custom }) => custom[id] ?? null }];
  });
}

const isPlain = (column: CustomerColumn): column is Plain => Object.hasOwn(HEADING, column);
const widthOf = (column: Plain): number => (column === 'address' ? 40 : column === 'fullName' ? 26 : 18);

function cellOf(line: CustomerLine, column: Plain, timeZone: string): Written {
  switch (column) {
    case 'status':
      return say(`customers.${line.status}`);
    case 'type':
      return say(`customers.type-${line.type}`);
    case 'macs':
      return line.macs.join(' ');
    // A number, so that a spreadsheet can add it up; a minus before a text would be guarded.
    case 'balance':
      return Number(line.balance);
    case 'expires':
      return line.expires === null ? null : dayAt(Date.parse(line.expires), timeZone);
    case 'createdAt':
      return wallClock(Date.parse(line.createdAt), timeZone);
    case 'deletedAt':
      return line.deletedAt === null ? null : wallClock(Date.parse(line.deletedAt), timeZone);
    case 'clientType':
    case 'medium':
    case 'sharing': {
      const known = regulated(line[column]);
      return known === undefined ? line[column] : say(`customers.regulated-${known}`);
    }
    default:
      return line[column];
  }
}
