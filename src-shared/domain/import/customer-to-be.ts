import { accountNumberOf } from '../customer/account-number.ts';
import { parseMac } from '../device/mac.ts';
import { asciiDigits, folded } from '../text.ts';
import { minorOfCell } from './amount.ts';
import { textOf } from './cell-text.ts';
import type { Cell } from './cell.ts';
import type { RowKeys } from './check/across.ts';
import { isUnknown } from './check/login.ts';
import { at, type Columns } from './check/row-in-hand.ts';
import type { DateOrder } from './choices.ts';
import { customReader, type CustomReader } from './custom-value.ts';
import { readDate } from './date.ts';
import type { FieldTable } from './field-table.ts';
import type { ReferenceIndex } from './reference-index.ts';

/** A row that can become a customer, every reference resolved and every value in the form that the store keeps. */
export interface CustomerToBe {
  /** Row number in the file. */
  readonly row: number;
  readonly username: string;
  readonly usernameKey: string;
  /** Null: not known yet, must be set before RADIUS. */
  readonly password: string | null;
  readonly fullName: string;
  readonly nameKey: string;
  /** As the office wrote it, digits in ASCII. */
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly email: string | null;
  readonly operatorId: string;
  readonly packageId: string;
  readonly billingProfileId: string;
  readonly zoneId: string | null;
  readonly address: string | null;
  /** IPv4 as an unsigned 32-bit integer. */
  readonly ip: number | null;
  /** "AA:BB:CC:DD:EE:FF" */
  readonly mac: string | null;
  readonly accountNumber: string | null;
  /** Calendar date, "2026-12-31". */
  readonly expires: string | null;
  /** Minor units of the ISP's currency, positive in the customer's favour. */
  readonly balance: number | null;
  readonly clientType: string | null;
  readonly medium: string | null;
  readonly sharing: string | null;
  readonly distributionPoint: string | null;
  readonly division: string | null;
  readonly district: string | null;
  readonly thana: string | null;
  /** By the field's id, without the empty ones. */
  readonly custom: Readonly<Record<string, string>>;
}

/** Makes the customers of a table's rows. Ask only for rows without an error: the rest has no answer. */
export class CustomersToBe {
  readonly #columns: Columns;
  readonly #numbers: readonly number[];
  readonly #index: ReferenceIndex;
  readonly #order: DateOrder | undefined;
  readonly #custom: readonly { readonly id: string; readonly cells: readonly Cell[]; readonly read: CustomReader }[];

  constructor({ columns, numbers }: FieldTable, index: ReferenceIndex, order: DateOrder | undefined) {
    this.#columns = Object.fromEntries(columns.map(({ field, cells }) => [field, cells]));
    this.#numbers = numbers;
    this.#index = index;
    this.#order = order;
    this.#custom = index.customFields.flatMap((definition) => {
      const column = columns.find(({ field }) => field === `custom:${definition.id}`);
      return column ? [{ id: definition.id, cells: column.cells, read: customReader(definition, order) }] : [];
    });
  }

  /** `keys` are what the checks found. Null for a row that lacks what every customer has. */
  of(row: number, keys: RowKeys): CustomerToBe | null {
    const columns = this.#columns;
    const operator = this.#index.operators.find(at(columns.operator, row));
    const shelves = this.#index.shelvesOf(operator);
    const plan = shelves.packages.find(at(columns.package, row));
    const profile = shelves.profiles.find(at(columns.billingProfile, row));
    if (!operator || !plan || !profile || keys.username === null) return null;
    const text = (column: readonly Cell[] | undefined): string | null => textOrNull(at(column, row));
    const zone = at(columns.zone, row);
    const phone = text(columns.phone);
    const fullName = text(columns.fullName) ?? '';
    const password = textOf(at(columns.password, row));
    const expires = text(columns.expires);
    const date = expires === null ? null : readDate(expires, this.#order);
    const mac = text(columns.mac);
    return {
      row: this.#numbers[row] ?? 0,
      username: textOf(at(columns.username, row)),
      usernameKey: keys.username,
      password: isUnknown(password) ? null : password,
      fullName,
      nameKey: folded(fullName),
      phone: phone === null ? null : asciiDigits(phone),
      phoneKey: keys.phone,
      email: text(columns.email),
      operatorId: operator.id,
      packageId: plan.id,
      billingProfileId: profile.id,
      zoneId: zone === null ? null : (shelves.zones.find(zone)?.id ?? null),
      address: text(columns.address),
      ip: keys.ip,
      mac: mac === null ? null : parseMac(mac),
      accountNumber: accountNumberOf(textOf(at(columns.accountNumber, row))),
      expires: date?.kind === 'date' ? date.iso : null,
      balance: minorOfCell(at(columns.balance, row), this.#index.currency),
      clientType: spelled(text(columns.clientType)),
      medium: spelled(text(columns.medium)),
      sharing: spelled(text(columns.sharing)),
      distributionPoint: text(columns.distributionPoint),
      division: text(columns.division),
      district: text(columns.district),
      thana: text(columns.thana),
      custom: this.#customOf(row),
    };
  }

  #customOf(row: number): Readonly<Record<string, string>> {
    const values: [string, string][] = [];
    for (const { id, cells, read } of this.#custom) {
      const cell = at(cells, row);
      const value = cell === null ? null : read(cell);
      if (value !== null) values.push([id, value]);
    }
    return values.length === 0 ? NO_VALUES : Object.fromEntries(values);
  }
}

const NO_VALUES: Readonly<Record<string, string>> = {};

/** Text in NFC, so that what looks equal is equal; null for an empty cell. */
function textOrNull(cell: Cell): string | null {
  return cell === null ? null : textOf(cell).normalize('NFC');
}

/** The regulator's words, which people write with and without capitals. Other words stay as they are. */
const REGULATED = new Set(['home', 'corporate', 'wired', 'wireless', 'shared', 'dedicated']);

function spelled(text: string | null): string | null {
  if (text === null) return null;
  const word = folded(text);
  return REGULATED.has(word) ? word : text;
}
