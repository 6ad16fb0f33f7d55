import type { SyncPreview } from '#shared/contract/sync.ts';
import { recordTitle } from '#shared/sync/record-title.ts';
import type { RecordKind, RecordRow } from '#shared/sync/rows.ts';
import { currenciesOf, differences } from './differences.ts';

// Which records of a console that has worked alone are the same as records of the central server.

type Match = SyncPreview['records'][number];

/** Kinds that people name. Of the others the server's hold, or each side has its own. */
const NAMED: readonly RecordKind[] = [
  'operator',
  'staff-user',
  'package',
  'billing-profile',
  'zone',
  'network-address',
  'custom-field',
  'message-template',
  'router',
];

export interface Sides {
  readonly here: readonly RecordRow[];
  readonly there: readonly RecordRow[];
  /** The console's own operator: it becomes the one that it was enrolled for. */
  readonly root: { readonly here: string; readonly there: string };
}

/** Records of this console and what they become: an id of the server, or null for one that is new there. */
export type Choices = Readonly<Record<string, string | null>>;

/**
 * What each record of this console is at the server, by code, name or range; the same by id is the same already. What belongs
 * to an operator is looked for with the one that it becomes: the likeliest, unless another was chosen.
 */
export function matched({ here, there, root }: Sides, consoleName: string, choices: Choices = {}): readonly Match[] {
  const operators = new Map<string, string>([[root.here, root.there]]);
  const matches: Match[] = [];
  const currencies = currenciesOf(here, there);
  for (const kind of NAMED) {
    const theirs = there.filter((row) => row.kind === kind);
    for (const row of here.filter((one) => one.kind === kind)) {
      const same = theirs.find(({ id }) => id === row.id);
      const isRoot = kind === 'operator' && row.id === root.here;
      const found = isRoot ? theirs.filter(({ id }) => id === root.there) : likeness(row, theirs, operators);
      // Two people may have the same name, and each has a password.
      const into = same ?? (kind === 'staff-user' ? undefined : found[0]);
      if (kind === 'operator') operators.set(row.id, chosenFor(row.id, choices, into?.id) ?? row.id);
      // The operator at the top is the one that the console was enrolled for, and of each occasion an operator has one text.
      const isBound = isRoot || same !== undefined || (kind === 'message-template' && into !== undefined);
      const asTold = (one: RecordRow) => ({
        ...{ id: one.id, name: recordTitle(one), differs: differences(row, one, currencies) },
      });
      const becomes = into === undefined ? null : asTold(into);
      matches.push({
        kind,
        id: row.id,
        name: recordTitle(row),
        into: becomes,
        asNew: isBound ? null : recordTitle(withFreeName(row, there, consoleName)),
        texts: into && becomes && becomes.differs.length > 0 && kind === 'message-template' ? textsOf(row, into) : null,
        candidates: isRoot || kind === 'staff-user' ? [] : found.map(asTold),
      });
    }
  }
  return matches;
}

/** Undefined: nobody has said anything, and nothing is like it. */
export const chosenFor = (id: string, choices: Choices, likeliest: string | undefined): string | null | undefined =>
  Object.hasOwn(choices, id) ? choices[id] : likeliest;

/** Those that may be meant, the likeliest first. */
function likeness(row: RecordRow, theirs: readonly RecordRow[], operators: ReadonlyMap<string, string>): RecordRow[] {
  const owner = row.operatorId === null ? null : (operators.get(row.operatorId) ?? row.operatorId);
  const isTheSame = (one: RecordRow, field: string): boolean =>
    row.body[field] !== undefined && row.body[field] !== null && one.body[field] === row.body[field];
  const tests: readonly ((one: RecordRow) => boolean)[] =
    row.kind === 'network-address'
      ? [(one) => isTheSame(one, 'first') && isTheSame(one, 'last'), (one) => isTheSame(one, 'codeKey')]
      : row.kind === 'message-template'
        ? [(one) => isTheSame(one, 'kind') && one.operatorId === owner]
        : [
            (one) => isTheSame(one, 'nameKey') && one.operatorId === owner,
            (one) => isTheSame(one, 'labelKey'),
            (one) => isTheSame(one, 'codeKey'),
            (one) => row.kind !== 'staff-user' && isTheSame(one, 'nameKey'),
          ];
  return [...new Set(tests.flatMap((test) => theirs.filter(test)))];
}

/** What customers are written by each side. */
function textsOf(row: RecordRow, into: RecordRow): Match['texts'] {
  const textOf = ({ body }: RecordRow): string => (typeof body['text'] === 'string' ? body['text'] : '');
  return { here: textOf(row), there: textOf(into) };
}

/** A record that is to be new there, under a name and a code that nobody has there. */
export function withFreeName(row: RecordRow, theirs: readonly RecordRow[], consoleName: string): RecordRow {
  const same = theirs.filter(({ kind, id }) => kind === row.kind && id !== row.id);
  const body = { ...row.body };
  for (const field of ['name', 'code', 'label']) {
    const value = body[field];
    const key = body[`${field}Key`];
    if (typeof value !== 'string' || typeof key !== 'string') continue;
    const isTaken = (one: string): boolean => same.some((other) => other.body[`${field}Key`] === one);
    if (!isTaken(key)) continue;
    const [mark, markKey] =
      field === 'code'
        ? [`-${slug(consoleName)}`, `-${slug(consoleName)}`]
        : [` (${consoleName})`, ` (${consoleName.toLowerCase()})`];
    for (let count = 1; ; count++) {
      const more = count === 1 ? '' : `-${count}`;
      if (isTaken(key + markKey + more)) continue;
      body[field] = value + mark + more;
      body[`${field}Key`] = key + markKey + more;
      break;
    }
  }
  return { ...row, body };
}

const slug = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
