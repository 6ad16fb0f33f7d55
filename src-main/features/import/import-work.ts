import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { ListedProblem } from '#shared/contract/import.ts';
import type { CellTable } from '#shared/domain/import/cell.ts';
import { fieldTableOf } from '#shared/domain/import/field-table.ts';
import { findLayout, isNamed, type Layout } from '#shared/domain/import/match.ts';
import { createWorkTable, type WorkTable } from '#shared/domain/import/work-table.ts';
import { proposalTerms } from '#shared/domain/provisioning/proposal.ts';
import { Refusal } from '../../refusal.ts';
import { readSpreadsheet } from '../../spreadsheet/read.ts';
import type { ReadTable } from '../../spreadsheet/result.ts';
import type { Seal } from '../../store/key/seal.ts';
import * as schema from '../../store/schema.ts';
import type { Chunk } from './chunk.ts';
import { lookUpIn } from './existing.ts';
import { gatherReference, type GatheredReference } from './gather-reference.ts';
import { type BatchTerms, chunkOf, chunksOf } from './prepare.ts';
import { referredPasswords } from './referred-passwords.ts';
import { errorReport } from './report.ts';
import { keptFile } from './sealed-file.ts';
import { layoutView, NOTHING_YET, officialSheet, readingView, sumsOf, workView } from './view.ts';
import type { ImportProcedures, LoadRequest, WorkerView } from './worker-protocol.ts';

/** Problems that are listed in one go. */
const PROBLEMS_AT_ONCE = 1000;

/** What of a choice decides how the bytes are read; the rest only decides what the cells mean. */
const READING = ['sheet', 'encoding', 'delimiter'] as const;

/** A file that was read and laid out: what every call but the first works on. */
interface Work {
  readonly request: LoadRequest;
  readonly read: ReadTable;
  readonly layout: Layout;
  readonly reference: GatheredReference;
  readonly table: WorkTable;
}

export interface WorkPlace {
  readonly folder: string;
  /** Sees the store, cannot write it. */
  readonly reader: Database;
  /** Null while the folder's key is locked. */
  readonly seal: Seal | null;
}

/**
 * One file under work, in a worker thread: read, laid out, checked, edited, made ready for writing. `post` gets a view now
 * and then while the file is being read.
 */
export function importWork(place: WorkPlace, post: (view: WorkerView) => void): ImportProcedures {
  const { folder, reader } = place;
  const query = drizzle(reader, { schema });
  let request: LoadRequest | undefined;
  let view: WorkerView = NOTHING_YET;
  let read: ReadTable | undefined;
  let work: Work | undefined;
  /** The rows' first look, while the rest is being read. */
  let firstRows: WorkTable | undefined;
  let problems: Iterator<ListedProblem> | undefined;
  let commit: { readonly terms: BatchTerms; readonly chunks: Iterator<Chunk> } | undefined;
  /** Somebody took a username or an address between the check and the commit: the rows have to be checked again. */
  let isStale = false;

  const underWork = (): Work => {
    if (!work) throw new Refusal('import-not-ready', { file: request?.fileName ?? '' });
    return work;
  };
  const unsealed = (): Seal => {
    if (!place.seal) throw new Refusal('key-locked', { folder });
    return place.seal;
  };
  const show = (change: Partial<WorkerView>): WorkerView => {
    view = { ...view, ...change };
    return view;
  };
  const changed = (): WorkerView => show(workView(underWork().table));

  const laidOut = (asked: LoadRequest, table: CellTable, made?: ReadTable['made']) => {
    const reference = gatherReference(query, asked.operatorId);
    return { reference, layout: findLayout(table, reference.customFields, asked.choices, made) };
  };

  /** Lays the sheet out and checks every row; the steps are done again. */
  const check = async (asked: LoadRequest, from: ReadTable): Promise<WorkerView> => {
    const { reference, layout } = laidOut(asked, from.table, from.made);
    for (const heading of Object.keys(asked.choices.headings ?? {})) {
      if (layout.columns.some((column) => isNamed(column, heading))) continue;
      throw new Refusal('import-heading-unknown', { file: asked.fileName, heading });
    }
    const shown = { ...readingView(from), ...layoutView(layout, from.table), progress: 1, refused: null };
    if (layout.missing.length > 0) {
      work = undefined;
      return show({ ...shown, stage: 'match', counts: null, fields: [] });
    }
    const passwordOf = await referredPasswords(place, from.table, layout, asked.operatorId);
    const source = fieldTableOf(from.table, layout, reference.customFields, asked.choices, passwordOf);
    const table = createWorkTable(source, reference, lookUpIn(reader, asked.batch, reference), asked.choices);
    table.replay(asked.steps);
    work = { request: asked, read: from, layout, reference, table };
    return show({ ...shown, stage: 'fix', ...workView(table) });
  };

  const lookAtFirst = (asked: LoadRequest, rows: CellTable): void => {
    const { reference, layout } = laidOut(asked, rows);
    show(layoutView(layout, rows));
    if (layout.missing.length === 0) {
      const source = fieldTableOf(rows, layout, reference.customFields, asked.choices);
      firstRows = createWorkTable(source, reference, lookUpIn(reader, asked.batch, reference), asked.choices);
      show({ fields: [...firstRows.fields] });
    }
    post(view);
  };

  const readFile = async (asked: LoadRequest): Promise<WorkerView> => {
    const { source, fileName, choices } = asked;
    work = undefined;
    show({ ...NOTHING_YET });
    const bytes = source.kind === 'bytes' ? source.bytes : keptFile(folder, source.session, unsealed(), fileName);
    const result = await readSpreadsheet(bytes, {
      fileName,
      sheet: choices.sheet,
      encoding: choices.encoding,
      delimiter: choices.delimiter,
      pickSheet: officialSheet,
      proposal: proposalTerms(gatherReference(query, asked.operatorId), null),
      // The checks take about as long as the reading does.
      onProgress: (progress) => post(show({ progress: progress / 2 })),
      onHead: (rows) => lookAtFirst(asked, rows),
    });
    switch (result.kind) {
      case 'refused':
        return show({ ...NOTHING_YET, stage: 'refused', refused: { code: result.code, params: { ...result.params } } });
      case 'choose-sheet':
        return show({ stage: 'choose-sheet', progress: 1, sheets: [...result.sheets], format: result.format });
      case 'table':
        read = result;
        return check(asked, result);
    }
  };

  /** The checks again, against the store as it is now. */
  const checkAgain = async (): Promise<Work> => {
    const { request: asked, read: from, table } = underWork();
    isStale = false;
    await check({ ...asked, steps: table.steps }, from);
    return underWork();
  };

  return {
    load: (asked) => {
      request = asked;
      return readFile(asked);
    },
    choose: (choices) => {
      if (!request) throw new Error('choose before load');
      const before = request.choices;
      request = { ...request, choices, steps: work?.table.steps ?? request.steps };
      const isReadAlready = read !== undefined && READING.every((choice) => before[choice] === choices[choice]);
      return isReadAlready && read ? check(request, read) : readFile(request);
    },
    rows: ({ filter, from, count }) => (work?.table ?? firstRows ?? underWork().table).page(filter, from, count),
    edit: (step) => {
      const cells = underWork().table.apply(step).changed;
      return { changed: cells, view: changed() };
    },
    undo: () => {
      underWork().table.undo();
      return changed();
    },
    redo: () => {
      underWork().table.redo();
      return changed();
    },
    tryStep: (step) => underWork().table.tryStep(step).changed,
    seek: ({ filter, from, field, backwards }) => underWork().table.seek(filter, from, field, backwards),
    problems: (isFirst) => {
      if (isFirst || !problems) problems = underWork().table.problemsOf()[Symbol.iterator]();
      const some: ListedProblem[] = [];
      for (let next = problems.next(); next.done !== true; next = problems.next()) {
        some.push(next.value);
        if (some.length === PROBLEMS_AT_ONCE) break;
      }
      return some;
    },
    sums: () => sumsOf(underWork().table, underWork().layout, underWork().read.notes ?? []),
    prepare: ({ batch, activate, by, at, after }) => {
      const { table, reference } = underWork();
      const zoneNames = new Map(reference.zones.map(({ id, name }) => [id, name]));
      const terms: BatchTerms = { batch, activate, by, at, timeZone: reference.timeZone, zoneNames };
      commit = { terms, chunks: chunksOf(table.ready(), after, terms, unsealed()) };
      return table.counts().ready;
    },
    nextChunk: () => {
      const next = commit?.chunks.next();
      return next === undefined || next.done === true ? null : next.value;
    },
    chunkWithout: ({ first, last, rows }) => {
      if (!commit) throw new Error('chunkWithout before prepare');
      isStale = true;
      const refused = new Set(rows);
      const rest = [...underWork().table.ready()].filter(({ row }) => row >= first && row <= last && !refused.has(row));
      return rest.length === 0 ? null : chunkOf(rest, commit.terms, unsealed());
    },
    report: async (terms) => {
      if (commit && request) request = { ...request, batch: commit.terms.batch };
      if (work && commit) work = { ...work, request: { ...work.request, batch: commit.terms.batch } };
      const { table, request: asked } = isStale ? await checkAgain() : underWork();
      return errorReport(table, terms, asked.source.kind === 'sealed' ? asked.source.session : null);
    },
  };
}
