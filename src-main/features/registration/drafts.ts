import { RegistrationForm, RegistrationStep } from '#shared/contract/registration.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';
import { releaseHold } from '../network-addresses/index.ts';

const COLUMN = 'customer_draft.sealed';

/** How many a person keeps at a time, and how long nobody touches one until it goes by itself, in milliseconds. */
const MOST_DRAFTS = 20;
const KEPT_MS = 30 * 86_400_000;

interface Row {
  readonly id: string;
  readonly staffUserId: string;
  readonly sealed: Buffer;
  readonly savedAt: number;
}

interface Content {
  readonly step: number;
  readonly form: RegistrationForm;
}

const ROW = 'SELECT id, staff_user_id AS staffUserId, sealed, saved_at AS savedAt FROM customer_draft';

/** One's own, whole: others have none of it. */
function rowsOf({ reader }: Pick<Store, 'reader'>, { staffUserId }: Actor): Row[] {
  return reader.prepare<[string], Row>(`${ROW} WHERE staff_user_id = ? ORDER BY saved_at DESC`).all(staffUserId);
}

/** What stands in a draft; null where it cannot be read any more: it was changed, or is of another program. */
function contentOf(seal: Store['seal'], { id, sealed }: Row): Content | null {
  try {
    // Cast: checked in the next lines.
    const { step, form } = JSON.parse(seal.open(sealed, id, COLUMN).toString('utf8')) as Record<keyof Content, unknown>;
    const read = { step: RegistrationStep.safeParse(step), form: RegistrationForm.safeParse(form) };
    return read.step.success && read.form.success ? { step: read.step.data, form: read.form.data } : null;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'key-locked') throw error;
    return null;
  }
}

/** The latest first. Throws Refusal `key-locked`. */
export function draftsOf(store: Store, actor: Actor) {
  return rowsOf(store, actor).flatMap((row) => {
    const content = contentOf(store.seal, row);
    if (!content) return [];
    const { fullName, username } = content.form;
    return [{ id: row.id, step: content.step, savedAt: new Date(row.savedAt).toISOString(), fullName, username }];
  });
}

/** Throws Refusal `draft-gone` for somebody else's, as for one that is not there. */
export function draftOf(store: Store, actor: Actor, id: string) {
  const row = rowsOf(store, actor).find((one) => one.id === id);
  const content = row && contentOf(store.seal, row);
  if (!row || !content) throw new Refusal('draft-gone');
  return { id, ...content, savedAt: new Date(row.savedAt).toISOString() };
}

/**
 * Keeps what was typed, and sweeps what nobody has touched for long. Throws Refusal `draft-gone` for the number of somebody
 * else's, or of a customer that there is; `drafts-many`.
 */
export async function keepDraft(
  { store, now }: Pick<FeatureDeps, 'store' | 'now'>,
  actor: Actor,
  { id, step, form }: Content & { readonly id: string },
): Promise<{ savedAt: string }> {
  const sealed = store.seal.seal(JSON.stringify({ step, form }), id, COLUMN);
  const savedAt = now();
  await store.write(({ db }) => {
    refuseOthers(db, actor, id);
    // A draft that was saved as a customer meanwhile does not come back.
    if (db.prepare('SELECT 1 FROM customer WHERE id = ?').get(id)) throw new Refusal('draft-gone');
    sweepDrafts(db, id, savedAt.getTime());
    refuseMany(db, actor, id);
    db.prepare(
      `INSERT INTO customer_draft (id, staff_user_id, sealed, saved_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`,
    ).run(id, actor.staffUserId, sealed, savedAt.getTime());
  });
  return { savedAt: savedAt.toISOString() };
}

/** Drafts that nobody has touched for long, whoever's they are, with the addresses that they hold; not the one in hand. */
function sweepDrafts(db: Store['reader'], inHand: string, now: number): void {
  const swept = db
    .prepare<[number, string], string>('DELETE FROM customer_draft WHERE saved_at < ? AND id <> ? RETURNING id')
    .pluck()
    .all(now - KEPT_MS, inHand);
  for (const id of swept) releaseHold(db, id);
}

/** Each is opened when a username is suggested: nobody piles them up. */
function refuseMany(db: Store['reader'], { staffUserId }: Actor, inHand: string): void {
  const count = db
    .prepare<[string, string], number>('SELECT count(*) FROM customer_draft WHERE staff_user_id = ? AND id <> ?')
    .pluck()
    .get(staffUserId, inHand);
  if ((count ?? 0) >= MOST_DRAFTS) throw new Refusal('drafts-many', { count: MOST_DRAFTS });
}

/** With the address that it holds. Somebody else's answers as one that is not there. */
export function discardDraft({ store }: Pick<FeatureDeps, 'store'>, actor: Actor, id: string): Promise<boolean> {
  return store.write(({ db }) => {
    const { changes } = db
      .prepare('DELETE FROM customer_draft WHERE id = ? AND staff_user_id = ?')
      .run(id, actor.staffUserId);
    const isHeld = db.prepare('SELECT 1 FROM address_hold WHERE draft_id = ? AND staff_user_id = ?');
    if (isHeld.get(id, actor.staffUserId)) releaseHold(db, id);
    return changes > 0;
  });
}

/** Throws Refusal `draft-gone` for the number of somebody else's draft. */
export function refuseOthers(db: Store['reader'], { staffUserId }: Actor, id: string): void {
  const owner = db.prepare<[string], string>('SELECT staff_user_id FROM customer_draft WHERE id = ?').pluck().get(id);
  if (owner !== undefined && owner !== staffUserId) throw new Refusal('draft-gone');
}

/** What the other drafts would take, whoever's they are: what is suggested is nobody's. */
export function taken(
  store: Store,
  field: 'username' | 'accountNumber',
  except: string | undefined,
): ReadonlySet<string> {
  const others = store.reader
    .prepare<[], Row>(ROW)
    .all()
    .filter(({ id }) => id !== except);
  return new Set(others.map((row) => contentOf(store.seal, row)?.form[field] ?? '').filter((text) => text !== ''));
}
