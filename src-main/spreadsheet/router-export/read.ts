import { HEADINGS } from '#shared/domain/import/fields.ts';
import type { ReadingNote } from '#shared/domain/import/reading-note.ts';
import { hasPassword, isMarked, isTurnedOff, passwordOf } from '#shared/domain/provisioning/found.ts';
import { foundInExport, type FoundInExport } from '#shared/domain/provisioning/found-in-export.ts';
import {
  PROPOSED_FIELDS,
  type ProposalTerms,
  type ProposedField,
  proposedRow,
} from '#shared/domain/provisioning/proposal.ts';
import type { ReadRequest, ReadTable } from '../result.ts';
import { TableInProgress } from '../table.ts';
import { Unreadable } from '../unreadable.ts';
import { openExport } from './open.ts';

/** A row and the line of the file that it begins in. */
interface Row {
  readonly line: number;
  readonly values: Readonly<Record<ProposedField, string>>;
}

const NOTHING_TOLD: ProposalTerms = { operator: '', billingProfile: '', packages: [] };
/** Above every line of the file, as it stands in none. */
const HEADINGS_LINE = 0;

/**
 * Those who may connect by a router's export, one row each, in the columns that adopting them from the router itself has.
 * A row has the number of its line. An `add` that cannot be read to its end is a row without what it needs, so that nobody
 * is lost in silence. What the terms leave open has no heading: one value for all rows is asked for. Throws `Unreadable`.
 */
export function readExportedCustomers(file: Buffer, request: ReadRequest): ReadTable {
  const { proposal: terms = NOTHING_TOLD } = request;
  const read = openExport(file);
  const inside = foundInExport(read);
  const rows = [...newRows(inside, terms), ...unreadRows(inside, terms)].sort((a, b) => a.line - b.line);
  if (rows.length === 0) throw new Unreadable('export-nobody');
  const isOpen = (field: ProposedField): boolean =>
    (field === 'operator' || field === 'billingProfile') && terms[field] === '';
  const table = new TableInProgress(null);
  // Its place stays, so that what a person says of a column holds when the file is read again.
  table.add(
    HEADINGS_LINE,
    PROPOSED_FIELDS.map((field) => (isOpen(field) ? '' : HEADINGS[field])),
  );
  for (const { line, values } of rows) {
    table.add(
      line,
      PROPOSED_FIELDS.map((field) => values[field]),
    );
  }
  request.onProgress?.(1);
  const { header } = read;
  const notes = notesOn(inside, header.version);
  return {
    kind: 'table',
    format: 'rsc',
    sheets: [],
    sheet: null,
    encoding: null,
    delimiter: null,
    table: table.finished(),
    made: PROPOSED_FIELDS,
    notes,
  };
}

/** Who is Lastmile's already by the mark in the comment is nobody new. */
const newRows = ({ found }: FoundInExport, terms: ProposalTerms): readonly Row[] =>
  found.filter((one) => !isMarked(one)).map((one) => ({ line: one.line, values: proposedRow(one, terms) }));

function unreadRows({ unread }: FoundInExport, terms: ProposalTerms): readonly Row[] {
  return unread.flatMap(({ menu, fields, line }): Row[] => {
    if (menu === null || fields === null) return [];
    const { name, address } = fields;
    const values = proposedRow({ menu, record: { name, address } }, terms);
    return [{ line, values: { ...values, fullName: '', password: '', package: '' } }];
  });
}

/** Lines that a sentence names; it says how many there are in all. */
const NAMED_LINES = 10;

function notesOn({ found, unread }: FoundInExport, version: string | null): readonly ReadingNote[] {
  const fresh = found.filter((one) => !isMarked(one));
  const withPassword = fresh.filter(({ menu }) => hasPassword(menu));
  const without = withPassword.filter((one) => passwordOf(one) === null).length;
  const turnedOff = fresh.filter(isTurnedOff).length;
  const marked = found.length - fresh.length;
  const unfinished = unread.filter(({ reason }) => reason === 'unfinished');
  const lines = unread.filter(({ reason }) => reason !== 'unfinished').map(({ line }) => line);
  // RouterOS 6 shows passwords unless it is told not to.
  const command = version?.startsWith('6.') === true ? '/export' : '/export show-sensitive';
  const notes: (ReadingNote & { readonly count: number })[] = [
    {
      tone: 'wrong',
      code: 'no-passwords',
      count: without,
      params: { count: without, all: withPassword.length, command },
    },
    {
      tone: 'wrong',
      code: 'unread',
      count: lines.length,
      params: { count: lines.length, lines: lines.slice(0, NAMED_LINES).join(', ') },
    },
    {
      tone: 'wrong',
      code: 'unfinished',
      count: unfinished.length,
      params: { words: unfinished.map(({ words }) => words).join('; ') },
    },
    { tone: 'hint', code: 'turned-off', count: turnedOff, params: { count: turnedOff } },
    { tone: 'hint', code: 'marked', count: marked, params: { count: marked } },
  ];
  return notes.flatMap(({ count, ...note }) => (count === 0 ? [] : [note]));
}
