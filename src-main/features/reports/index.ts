import type { Feature, FeatureDeps } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { dueOf } from '#shared/domain/report/due.ts';
import type { ReportLayout, Source } from '#shared/domain/report/layout.ts';
import { boundsOf, monthAt } from '#shared/domain/report/month.ts';
import { reportRow, type ReportRow } from '#shared/domain/report/row.ts';
import { countSubscribers, type Summary } from '#shared/domain/report/summary.ts';
import { keptUntilWritten } from '../customers/index.ts';
import { readSetting } from '../settings/index.ts';
import { handedInMonths, markHandedIn } from './handed-in.ts';
import { heldLayout } from './layout-file.ts';
import { csvReport, xlsxReport } from './report-file.ts';
import { subscribersOf } from './subscribers.ts';

export { handedInMonths } from './handed-in.ts';

/** How many incomplete subscribers are named at most. */
const MOST_NAMED = 1000;

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
} as const;

interface Incomplete {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly columns: string[];
  readonly sources: Source[];
}

interface Gathered {
  readonly summary: Summary;
  readonly incomplete: number;
  readonly missing: readonly Incomplete[];
}

/** The regulator's monthly report of subscribers. */
export function reportsFeature({ store, now }: Pick<FeatureDeps, 'store' | 'now'>) {
  const { reader } = store;
  const kept = keptUntilWritten(store);

  /** Throws Refusal `report-month-ahead`: of a month that has not begun there is nothing to tell. */
  const refuseAhead = (month: string): void => {
    const current = monthAt(now().getTime(), String(readSetting(reader, 'timeZone')));
    if (month > current) throw new Refusal('report-month-ahead', { month, current });
  };

  /** Goes through the subscribers of a month; `add` is given them in the layout's columns, a page at a time. */
  const gather = async (
    actor: Actor,
    month: string,
    layout: ReportLayout | null,
    add: (rows: readonly ReportRow['cells'][]) => void = () => undefined,
  ): Promise<Gathered> => {
    const timeZone = String(readSetting(reader, 'timeZone'));
    const currency = String(readSetting(reader, 'currency'));
    const counting = countSubscribers();
    const missing: Incomplete[] = [];
    let incomplete = 0;
    const withMac = layout?.columns.some(({ source }) => source === 'mac') ?? false;
    const terms = { bounds: boundsOf(month, timeZone), timeZone, currency, withMac };
    for await (const page of subscribersOf(store, actor, terms)) {
      const rows: ReportRow['cells'][] = [];
      for (const subscriber of page) {
        counting.add(subscriber, subscriber.standing);
        if (layout === null) continue;
        const made = reportRow(subscriber, layout);
        rows.push(made.cells);
        if (made.missing.length === 0) continue;
        incomplete++;
        const { id, username, fullName } = subscriber;
        if (missing.length >= MOST_NAMED) continue;
        const columns = made.missing.map(({ heading }) => heading);
        const sources = made.missing.map(({ source }) => source);
        missing.push({ id, username, fullName, columns, sources });
      }
      add(rows);
    }
    return { summary: counting.summary(), incomplete, missing };
  };

  return {
    procedures: {
      btrcPreview: procedures.reports.btrcPreview.handler(async ({ input: { month, limit }, context: { actor } }) => {
        refuseAhead(month);
        const held = heldLayout(store.folder);
        const layout = held.kind === 'layout' ? held.layout : null;
        const question = JSON.stringify([month, actor.operatorId, layout]);
        const { summary, incomplete, missing } = await kept.of(question, () => gather(actor, month, layout));
        return {
          month,
          due: dueOf(month),
          handedIn: handedInMonths(reader, actor.operatorId).includes(month),
          population: summary.population,
          joined: summary.joined,
          left: summary.left,
          columns: layout?.columns.map(({ heading }) => heading) ?? [],
          incomplete,
          missing: missing.slice(0, limit),
          layoutProblem: held.kind === 'wrong' ? held.sentence : null,
        };
      }),
      btrcExport: procedures.reports.btrcExport.handler(async ({ input: { month, format }, context: { actor } }) => {
        refuseAhead(month);
        const held = heldLayout(store.folder);
        if (held.kind === 'wrong') throw new Refusal('report-layout', { problem: held.sentence });
        const report =
          format === 'csv' ? csvReport(held.layout, String(readSetting(reader, 'currency'))) : xlsxReport(held.layout);
        const { summary, incomplete } = await gather(actor, month, held.layout, report.add);
        const file = await report.file({ month, summary });
        await store.write((tx) => {
          const after = { month, format, rows: summary.population, incomplete };
          tx.audit({ actor, action: 'report.export', entity: 'report', after });
        });
        return new File([new Uint8Array(file)], `btrc-subscribers-${month}.${format}`, { type: TYPES[format] });
      }),
      btrcHandedIn: procedures.reports.btrcHandedIn.handler(async ({ input, context: { actor } }) => {
        const { month, handedIn } = input;
        if (handedInMonths(reader, actor.operatorId).includes(month) === handedIn) return input;
        await store.write((tx) => {
          markHandedIn(tx, actor.operatorId, month, handedIn);
          tx.audit({ actor, action: 'report.handed-in', entity: 'report', after: { month, handedIn } });
        });
        return input;
      }),
    },
  } satisfies Feature<object>;
}
