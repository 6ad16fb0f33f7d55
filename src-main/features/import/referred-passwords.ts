import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { CellTable } from '#shared/domain/import/cell.ts';
import { fieldTableOf } from '#shared/domain/import/field-table.ts';
import { findLayout, type Layout } from '#shared/domain/import/match.ts';
import { createWorkTable } from '#shared/domain/import/work-table.ts';
import { reachOf } from '#shared/domain/operator/operator.ts';
import { proposalTerms } from '#shared/domain/provisioning/proposal.ts';
import { readSpreadsheet } from '../../spreadsheet/read.ts';
import * as schema from '../../store/schema.ts';
import type { Query } from '../../store/store.ts';
import { lookUpIn } from './existing.ts';
import { gatherReference, type GatheredReference } from './gather-reference.ts';
import type { WorkPlace } from './import-work.ts';
import { hasFile, keptFile } from './sealed-file.ts';
import { sessionOf, stepsOf } from './session-record.ts';
import { officialSheet } from './view.ts';

/** How a row of our own error report says where it comes from: the session and the row of its file. */
export function referenceTo(session: string, row: number): string {
  return `${session}/${row}`;
}

/** A session's id and a row; anything else refers to nothing (and is never made a part of a path). */
const REFERENCE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/\d+$/;

/**
 * The passwords that a corrected error report left out, by its references: they are in the sealed files of the sessions
 * that it came from. Undefined for every other file. A reference to a session that is foreign or gone has none.
 */
export async function referredPasswords(
  place: WorkPlace,
  table: CellTable,
  layout: Layout,
  operatorId: string,
): Promise<((reference: string) => string | null) | undefined> {
  const { referenceColumn } = layout;
  if (referenceColumn === null || !place.seal) return undefined;
  const query = drizzle(place.reader, { schema });
  const reference = gatherReference(query, operatorId);
  const sessions = new Set<string>();
  for (const row of table.rows) {
    const reference = row[referenceColumn];
    if (typeof reference === 'string' && REFERENCE.test(reference))
      sessions.add(reference.slice(0, reference.indexOf('/')));
  }
  const found = new Map<string, string>();
  for (const session of sessions) {
    for (const [row, password] of await passwordsOf(place, query, session, reference)) {
      found.set(referenceTo(session, row), password);
    }
  }
  return (reference) => found.get(reference) ?? null;
}

/** The passwords of a session's rows as they stood when it was left, by row number. */
async function passwordsOf(
  { folder, reader, seal }: WorkPlace,
  query: Query,
  id: string,
  reference: GatheredReference,
): Promise<Map<number, string>> {
  const passwords = new Map<number, string>();
  if (!seal || !hasFile(folder, id)) return passwords;
  const reach = reachOf(reference.actorOperatorId, reference.operators);
  const session = sessionOf({ query, seal, locked: false }, id, reach);
  if (!session) return passwords;
  const { choices, fileName } = session;
  const result = await readSpreadsheet(keptFile(folder, id, seal, fileName), {
    fileName,
    sheet: choices.sheet,
    encoding: choices.encoding,
    delimiter: choices.delimiter,
    pickSheet: officialSheet,
    proposal: proposalTerms(reference, null),
  });
  if (result.kind !== 'table') return passwords;
  const layout = findLayout(result.table, reference.customFields, choices, result.made);
  const rows = fieldTableOf(result.table, layout, reference.customFields, choices);
  const work = createWorkTable(rows, reference, lookUpIn(reader, session.batchId, reference), choices);
  work.replay(stepsOf({ query, seal }, id));
  const at = work.fields.findIndex(({ field }) => field === 'password');
  for (const { number, values } of work.refused()) passwords.set(number, values[at] ?? '');
  // What was refused then may be ready now, because a package was created since.
  for (const { row, password } of work.ready()) passwords.set(row, password ?? '');
  return passwords;
}
