import { setImmediate } from 'node:timers/promises';
import type { HistoryFilter, HistoryLine } from '#shared/contract/history.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { keptUntilWritten } from '../customers/index.ts';
import { reachCondition, reachOfActor } from '../operators/index.ts';
import { readSetting } from '../settings/index.ts';
import { historyFile } from './export.ts';
import { AUDIT_LINES, type AuditRow, lineOf } from './line.ts';
import { namesFor, type Names } from './names.ts';
import { tallyOf } from './tally.ts';
import { conditionOf, whichLines, type WhichLines } from './which.ts';

/** Rows that an export reads before it lets other work through. */
const PAGE = 500;

/** Who did what: what every write has recorded. There is no way to change it here, and the store refuses every other. */
export function historyFeature({ store }: Pick<FeatureDeps, 'store'>) {
  const { reader } = store;
  const kept = keptUntilWritten(store);
  const tally = tallyOf(store);
  const timeZone = (): string => String(readSetting(reader, 'timeZone'));
  const currency = (): string => String(readSetting(reader, 'currency'));
  const owners = (actor: Actor): ReadonlySet<string> | null =>
    reachCondition(store, actor, '') === null ? null : reachOfActor(store, actor);

  const read = (which: WhichLines, after: number | undefined, limit: number, names: Names): HistoryLine[] => {
    const { sql, params } = conditionOf(which);
    const stretch = after === undefined ? 'TRUE' : 'audit.seq < ?';
    return reader
      .prepare<unknown[], AuditRow>(`${AUDIT_LINES} WHERE ${sql} AND ${stretch} ORDER BY audit.seq DESC LIMIT ?`)
      .all(...params, ...(after === undefined ? [] : [after]), limit)
      .map((row) => lineOf(row, names, currency()));
  };

  const totalOf = (actor: Actor, filter: HistoryFilter, which: WhichLines): number => {
    if (which.narrow === null) return tally.total(owners(actor), filter);
    const { sql, params } = conditionOf(which);
    return kept.of(`total ${JSON.stringify({ sql, params })}`, () => {
      const count = reader.prepare<unknown[], number>(`SELECT count(*) FROM audit WHERE ${sql}`).pluck();
      return count.get(...params) ?? 0;
    });
  };

  const everyLine = async (actor: Actor, filter: HistoryFilter): Promise<readonly HistoryLine[]> => {
    const which = whichLines(store, actor, filter, timeZone());
    const names = namesFor(store, actor);
    const lines: HistoryLine[] = [];
    for (let page = read(which, undefined, PAGE, names); page.length > 0;) {
      lines.push(...page);
      await setImmediate();
      page = read(which, page.at(-1)?.seq, PAGE, names);
    }
    return lines;
  };

  return {
    procedures: {
      list: procedures.history.list.handler(({ input: { filter, after, limit }, context: { actor } }) => {
        const which = whichLines(store, actor, filter, timeZone());
        // One line more tells whether there is a next window.
        const lines = read(which, after, limit + 1, namesFor(store, actor));
        const shown = lines.slice(0, limit);
        return {
          total: totalOf(actor, filter, which),
          lines: shown,
          next: lines.length > limit ? (shown.at(-1)?.seq ?? null) : null,
        };
      }),
      choices: procedures.history.choices.handler(({ context: { actor } }) => {
        const { actions, staff } = tally.done(owners(actor));
        const name = reader.prepare<[string], string>('SELECT name FROM staff_user WHERE id = ?').pluck();
        const known = staff.flatMap((id) => {
          const found = name.get(id);
          return found === undefined ? [] : [{ id, name: found }];
        });
        return { staff: known.sort((a, b) => a.name.localeCompare(b.name)), actions: [...actions] };
      }),
      export: procedures.history.export.handler(async ({ input: { filter, format }, context: { actor } }) => {
        const lines = await everyLine(actor, filter);
        const file = await historyFile(lines, format, timeZone());
        await store.write((tx) => {
          tx.audit({
            actor,
            action: 'history.export',
            entity: 'history',
            after: { ...filter, format, count: lines.length },
          });
        });
        return new File([new Uint8Array(file)], `history.${format}`);
      }),
    },
  } satisfies Feature<object>;
}
