import { isNull } from 'drizzle-orm';
import type { FeatureDeps } from '../../feature.ts';
import { HEADINGS, TEMPLATE_FIELDS } from '#shared/domain/import/fields.ts';
import { newCustomer } from '#shared/domain/provisioning/new-customer.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type Written } from '../../spreadsheet/csv/write.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { package_ } from '../../store/schema.ts';
import { gatherReference } from '../import/index.ts';
import { usableByActor } from '../operators/index.ts';
import type { RouterLines } from '../routers/index.ts';
import { matchedOn } from './matching.ts';
import { type PrivilegedLogin, privilegedPasswords } from './privileged.ts';
import { foundId, passwordOf } from './read-found.ts';

export interface ProposeDeps extends Pick<FeatureDeps, 'store'> {
  readonly lines: RouterLines;
  /** Takes a file in as one that somebody uploads. */
  readonly openImport: (actor: Actor, file: File) => Promise<{ readonly session: string }>;
}

const FIELDS = [...TEMPLATE_FIELDS, 'type', 'ip', 'mac'] as const;
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
  privileged: PrivilegedLogin | undefined,
): Promise<{ session: string; rows: number; unknownPasswords: number }> {
  const ids = asked === 'all' ? null : new Set(asked);
  const { some, row } = await lines.with(routerId, async (session, current) => {
    const { others } = await matchedOn(store, actor, session, current);
    return { row: current, some: others.filter(({ match, found }) => !match && (ids?.has(foundId(found)) ?? true)) };
  });
  if (some.length === 0) throw new Refusal('adopt-nobody-new', { router: row.name });
  const told = privileged ? await privilegedPasswords(lines, routerId, privileged) : new Map<string, string>();
  const { operators, billingProfiles } = gatherReference(store.query, actor.operatorId);
  const usable = usableByActor(store, actor);
  const profiles = billingProfiles.filter(({ operatorId }) => usable.has(operatorId));
  const [only] = profiles.length === 1 ? profiles : [];
  const operator = operators.find(({ id }) => id === row.operatorId)?.name ?? '';
  const packages = store.query.select().from(package_).where(isNull(package_.retiredAt)).all();
  const offered = packages.filter(({ operatorId }) => usable.has(operatorId));
  let unknownPasswords = 0;
  const rows = some.map(({ found }): Written[] => {
    const password = told.get(foundId(found)) ?? passwordOf(found);
    if (password === null) unknownPasswords += 1;
    const values: Readonly<Record<(typeof FIELDS)[number], string>> = {
      ...newCustomer(found, offered),
      password: password ?? 'unknown',
      operator,
      billingProfile: only?.name ?? '',
      email: '',
      zone: '',
      address: '',
    };
    return FIELDS.map((field) => values[field]);
  });
  const headings = FIELDS.map((field) => HEADINGS[field]);
  const sheet = { name: 'Customers', look: 'table', widths: FIELDS.map(() => 20), rows: [headings, ...rows] } as const;
  const name = `${row.name.replace(/[^\p{L}\p{N} ._-]+/gu, '-')}.xlsx`;
  const file = new File([Buffer.from(await writeXlsx([sheet]))], name, { type: TYPE });
  const { session } = await openImport(actor, file);
  return { session, rows: rows.length, unknownPasswords };
}
