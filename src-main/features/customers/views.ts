import { z } from 'zod';
import { CustomerColumn, CustomerView } from '#shared/contract/customers.ts';
import { folded } from '#shared/domain/text.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { Store } from '../../store/index.ts';

// Lists that a staff user comes back to, and the columns that were chosen last. They are that person's own: no record of
// the office, so no line of its history either.

export type SavedView = CustomerView & { readonly id: string; readonly name: string };

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly view: string;
}

/** By name. One that this program no longer understands is left out. */
export function viewsOf({ reader }: Pick<Store, 'reader'>, { staffUserId }: Actor): SavedView[] {
  return reader
    .prepare<[string], ViewRow>('SELECT id, name, view FROM saved_view WHERE staff_user_id = ? ORDER BY name_key')
    .all(staffUserId)
    .flatMap(({ id, name, view }) => {
      const parsed = CustomerView.safeParse(JSON.parse(view));
      return parsed.success ? [{ ...parsed.data, id, name }] : [];
    });
}

/** As many as a person finds their way among. */
const MOST = 50;

/** A view of that name is replaced and keeps its id. Throws Refusal `views-too-many`. */
export async function saveView(
  store: Store,
  { staffUserId }: Actor,
  newId: string,
  { name, ...view }: CustomerView & { readonly name: string },
): Promise<SavedView> {
  const id = await store.write(({ db }) => {
    const others = db
      .prepare<[string, string], number>('SELECT count(*) FROM saved_view WHERE staff_user_id = ? AND name_key <> ?')
      .pluck()
      .get(staffUserId, folded(name));
    if (others !== undefined && others >= MOST) throw new Refusal('views-too-many', { most: MOST });
    return db
      .prepare<[string, string, string, string, string], string>(
        `INSERT INTO saved_view (id, staff_user_id, name, name_key, view) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (staff_user_id, name_key) DO UPDATE SET name = excluded.name, view = excluded.view RETURNING id`,
      )
      .pluck()
      .get(newId, staffUserId, name, folded(name), JSON.stringify(view));
  });
  return { ...view, id: id ?? newId, name };
}

/** Throws Refusal `view-unknown` for one that is not there, or somebody else's. */
export async function removeView(store: Store, { staffUserId }: Actor, id: string): Promise<void> {
  const { changes } = await store.write(({ db }) =>
    db.prepare('DELETE FROM saved_view WHERE id = ? AND staff_user_id = ?').run(id, staffUserId),
  );
  if (changes === 0) throw new Refusal('view-unknown');
}

const COLUMNS = 'customer-columns';

/** Null: nothing was chosen yet. */
export function columnsOf({ reader }: Pick<Store, 'reader'>, { staffUserId }: Actor): CustomerColumn[] | null {
  const value = reader
    .prepare<[string, string], string>('SELECT value FROM preference WHERE staff_user_id = ? AND name = ?')
    .pluck()
    .get(staffUserId, COLUMNS);
  const parsed = z.array(CustomerColumn).safeParse(value === undefined ? undefined : JSON.parse(value));
  return parsed.success ? parsed.data : null;
}

export async function chooseColumns(
  store: Store,
  { staffUserId }: Actor,
  columns: readonly CustomerColumn[] | null,
): Promise<void> {
  await store.write(({ db }) =>
    columns === null
      ? db.prepare('DELETE FROM preference WHERE staff_user_id = ? AND name = ?').run(staffUserId, COLUMNS)
      : db
          .prepare(
            `INSERT INTO preference (staff_user_id, name, value) VALUES (?, ?, ?)
             ON CONFLICT (staff_user_id, name) DO UPDATE SET value = excluded.value`,
          )
          .run(staffUserId, COLUMNS, JSON.stringify(columns)),
  );
}
