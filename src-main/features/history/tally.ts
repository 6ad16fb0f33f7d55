import type { HistoryFilter } from '#shared/contract/history.ts';
import type { Store } from '../../store/index.ts';
import { MOVED_TO, OWNER } from './which.ts';

interface Group {
  readonly owner: string;
  readonly movedTo: string | null;
  readonly staff: string;
  readonly entity: string;
  readonly action: string;
}

/** How many lines there are of each kind, without counting them all every time. */
export interface Tally {
  /** How many lines of these owners (null: of all) a filter without a customer and without days has. */
  total(owners: ReadonlySet<string> | null, filter: Pick<HistoryFilter, 'staff' | 'action'>): number;
  /** What was done, and by whom, to records of these owners. */
  done(owners: ReadonlySet<string> | null): { readonly actions: readonly string[]; readonly staff: readonly string[] };
}

/** Lines are only ever added, so that of what was counted once only the new ones have to be looked at. */
export function tallyOf({ reader }: Pick<Store, 'reader'>): Tally {
  const counts = new Map<string, Group & { count: number }>();
  let counted = 0;
  const last = reader.prepare<[], number | null>('SELECT max(seq) FROM audit').pluck();
  const added = reader.prepare<[number, number], Group & { count: number }>(
    `SELECT ${OWNER} AS owner, ${MOVED_TO} AS movedTo, staff_user_id AS staff, entity, action, count(*) AS count FROM audit
     WHERE seq > ? AND seq <= ? GROUP BY 1, 2, 3, 4, 5`,
  );
  const groups = (owners: ReadonlySet<string> | null): (Group & { count: number })[] => {
    const end = last.get() ?? 0;
    if (end > counted) {
      for (const group of added.all(counted, end)) {
        const key = JSON.stringify([group.owner, group.movedTo, group.staff, group.entity, group.action]);
        const known = counts.get(key);
        if (known) known.count += group.count;
        else counts.set(key, { ...group });
      }
      counted = end;
    }
    const isTheirs = ({ owner, movedTo }: Group): boolean =>
      owners === null || owners.has(owner) || (movedTo !== null && owners.has(movedTo));
    return [...counts.values()].filter(isTheirs);
  };
  return {
    total: (owners, { staff, action }) =>
      groups(owners)
        .filter((group) => (staff === undefined || group.staff === staff) && isOf(group, action))
        .reduce((sum, { count }) => sum + count, 0),
    done: (owners) => {
      const found = groups(owners);
      return {
        actions: [...new Set(found.map(({ action }) => action))].sort(),
        staff: [...new Set(found.map(({ staff }) => staff))],
      };
    },
  };
}

/** As in the condition of `whichLines`. */
function isOf({ entity, action }: Group, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted.includes('.') ? action === wanted : entity === wanted || action.startsWith(`${wanted}.`);
}
