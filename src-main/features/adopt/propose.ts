import type { FeatureDeps } from '../../feature.ts';
import { HEADINGS } from '#shared/domain/import/fields.ts';
import { PROPOSED_FIELDS, proposalTerms, proposedRow } from '#shared/domain/provisioning/proposal.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type Written } from '../../spreadsheet/csv/write.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { gatherReference } from '../import/index.ts';
import type { RouterLines } from '../routers/index.ts';
import { matchedOn } from './matching.ts';
import { passwordsOf, type PasswordSources } from './more-passwords.ts';
import { foundId } from './read-found.ts';

export interface ProposeDeps extends Pick<FeatureDeps, 'store'> {
  readonly lines: RouterLines;
  /** Takes a file in as one that somebody uploads. */
  readonly openImport: (actor: Actor, file: File) => Promise<{ readonly session: string }>;
}

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Opens an import of those on a router who are no customers yet, in the template's columns. All cells are text, so that
 * nothing in them is ever run as a formula, and a password stays as it is. Throws a Refusal when there is nobody new.
 */
export async function propose(
  { store, lines, openImport }: ProposeDeps,
  actor: Actor,
  routerId: string,
  asked: 'all' | readonly string[],
  sources: PasswordSources,
): Promise<{ session: string; rows: number; unknownPasswords: number }> {
  const ids = asked === 'all' ? null : new Set(asked);
  const { some, row } = await lines.with(routerId, async (session, current) => {
    const { others } = await matchedOn(store, actor, session, current);
    const fresh = others.filter(({ match, found }) => !match && (ids?.has(foundId(found)) ?? true));
    return { row: current, some: fresh.map(({ found }) => found) };
  });
  if (some.length === 0) throw new Refusal('adopt-nobody-new', { router: row.name });
  const passwordOf = await passwordsOf(lines, row, some, sources);
  const terms = proposalTerms(gatherReference(store.query, actor.operatorId), row.operatorId);
  let unknownPasswords = 0;
  const rows = some.map((found): Written[] => {
    const password = passwordOf(found);
    if (password === null) unknownPasswords += 1;
    const values = proposedRow(found, terms, password);
    return PROPOSED_FIELDS.map((field) => values[field]);
  });
  const headings = PROPOSED_FIELDS.map((field) => HEADINGS[field]);
  const widths = PROPOSED_FIELDS.map(() => 20);
  const sheet = { name: 'Customers', look: 'table', widths, rows: [headings, ...rows] } as const;
  const name = `${row.name.replace(/[^\p{L}\p{N} ._-]+/gu, '-')}.xlsx`;
  const file = new File([Buffer.from(await writeXlsx([sheet]))], name, { type: TYPE });
  const { session } = await openImport(actor, file);
  return { session, rows: rows.length, unknownPasswords };
}
