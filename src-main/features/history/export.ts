import type { HistoryLine } from '#shared/contract/history.ts';
import { actionParts, fieldOf, valueOf } from '#shared/domain/history/words.ts';
import { Refusal } from '../../refusal.ts';
import { writeCsv, type Written } from '../../spreadsheet/csv/write.ts';
import { LIMITS } from '../../spreadsheet/limits.ts';
import { writeXlsx } from '../../spreadsheet/xlsx/write.ts';
import { say } from '../../words.ts';

const HEADINGS = ['when', 'who', 'operator', 'console', 'what', 'record-kind', 'record', 'changes'] as const;
const WIDTHS = [20, 18, 20, 16, 22, 18, 24, 80];

/** Lines as rows of a spreadsheet, in the words of the screens and by the ISP's clock. */
export async function historyFile(
  lines: readonly HistoryLine[],
  format: 'xlsx' | 'csv',
  timeZone: string,
): Promise<Buffer> {
  if (format === 'xlsx' && lines.length >= LIMITS.rows)
    throw new Refusal('history-too-long', { count: lines.length, most: LIMITS.rows - 1 });
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const rows = function* (): Generator<readonly Written[]> {
    yield HEADINGS.map((heading) => say(`history.heading-${heading}`));
    for (const line of lines) yield rowOf(line, (instant) => clock.format(new Date(instant)));
  };
  return format === 'csv'
    ? writeCsv(rows())
    : writeXlsx([{ name: 'History', look: 'table', widths: WIDTHS, rows: rows() }]);
}

type Clock = (instant: string) => string;

function rowOf(line: HistoryLine, clock: Clock): readonly Written[] {
  const { kind, verb } = actionParts(line.action);
  return [
    clock(line.at),
    line.by ?? '',
    line.operator,
    line.console,
    verb === null ? line.action : say(`history.verb.${verb}`),
    kind === null ? line.entity : say(`history.kind.${kind}`),
    line.title ?? '',
    cut(line.changes.map((change) => changeText(change, clock)).join('; ')),
  ];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function changeText({ field, before, after }: HistoryLine['changes'][number], clock: Clock): string {
  const words = (value: string): string => {
    const word = valueOf(field, value);
    if (word !== null) return say(`history.value.${word}`);
    return INSTANT.test(value) ? clock(value) : value;
  };
  const known = fieldOf(field);
  const name = known === null ? field.replace(/^custom:/, '') : say(`history.field.${known}`);
  const now = after === null ? say('history.none') : words(after);
  return before === null ? `${name}: ${now}` : `${name}: ${words(before)} → ${now}`;
}

const cut = (text: string): string =>
  text.length <= LIMITS.cellCharacters ? text : `${text.slice(0, LIMITS.cellCharacters - 1)}…`;
