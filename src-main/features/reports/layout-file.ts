import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadLayout, ReportLayout, readLayout } from '#shared/domain/report/layout.ts';
import { say } from '../../words.ts';
import builtIn from '../../../templates/btrc-subscriber-report.json' with { type: 'json' };

const NAME = 'btrc-subscriber-report.json';

/** The layout that the program came with. */
const LAYOUT: ReportLayout = ReportLayout.parse(builtIn);

/** Which layout holds, or what is wrong with the one that somebody edited, in a sentence. */
export type HeldLayout =
  | { readonly kind: 'layout'; readonly layout: ReportLayout }
  | { readonly kind: 'wrong'; readonly file: string; readonly sentence: string };

/**
 * The layout of the regulator's report: a copy that was put into the data folder's templates, else the program's own. A
 * copy that cannot be used is told and never passed over: whoever edited it would hand in the wrong columns.
 */
export function heldLayout(folder: string): HeldLayout {
  const file = join(folder, 'templates', NAME);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { kind: 'layout', layout: LAYOUT };
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'wrong', file, sentence: say('reports.layout-unreadable', { file, reason }) };
  }
  const read = readLayout(text);
  return read.kind === 'layout' ? read : { kind: 'wrong', file, sentence: sentenceOf(read, file) };
}

function sentenceOf({ where, what }: Extract<ReadLayout, { kind: 'wrong' }>, file: string): string {
  if (where === '') return say('reports.layout-wrong', { file, what });
  const column = /^columns\.(\d+)\.?(.*)$/.exec(where);
  if (!column) return say('reports.layout-wrong-at', { file, where, what });
  const [, index = '0', key = ''] = column;
  return say('reports.layout-wrong-column', { file, number: Number(index) + 1, key, what });
}
