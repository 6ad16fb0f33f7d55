import { Unreadable } from '../unreadable.ts';
import type { Zip, ZipEntry } from '../zip/directory.ts';
import { showsDay } from './dates.ts';
import { partOf, readSmallPart, relationshipsOf } from './relationships.ts';

export interface Worksheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

export interface Workbook {
  /** In the order of the tabs; charts and macro sheets are none. */
  readonly worksheets: readonly Worksheet[];
  readonly from1904: boolean;
  readonly styles: ZipEntry | null;
  readonly strings: ZipEntry | null;
}

/** The list of sheets and where the parts are. Throws `Unreadable`. */
export async function openWorkbook(zip: Zip): Promise<Workbook> {
  const main = (await relationshipsOf(zip, '')).find(({ type }) => type === 'officeDocument');
  if (!main) throw new Unreadable('file-part-missing', { part: 'workbook.xml' });
  const entry = partOf(zip, main.part);
  const related = await relationshipsOf(zip, main.part);
  const worksheets: Worksheet[] = [];
  let from1904 = false;
  await readSmallPart(entry, (element, attributes) => {
    if (element === 'workbookPr') from1904 = ['1', 'true', 'on'].includes(attributes.get('date1904') ?? '');
    if (element !== 'sheet') return;
    const name = attributes.get('name') ?? '';
    const target = related.find(({ id }) => id === attributes.get('id'));
    if (!target) throw new Unreadable('file-part-missing', { part: name });
    if (target.type !== 'worksheet') return;
    const hidden = (attributes.get('state') ?? 'visible') !== 'visible';
    worksheets.push({ name, hidden, entry: partOf(zip, target.part) });
  });
  const single = (wanted: string): ZipEntry | null => {
    const target = related.find(({ type }) => type === wanted);
    return target ? partOf(zip, target.part) : null;
  };
  return { worksheets, from1904, styles: single('styles'), strings: single('sharedStrings') };
}

/** By style number: whether cells of that style show a day. Throws `Unreadable`. */
export async function dateStyles(styles: ZipEntry | null): Promise<readonly boolean[]> {
  if (!styles) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  await readSmallPart(
    styles,
    (element, attributes) => {
      const format = Number(attributes.get('numFmtId') ?? 0);
      if (element === 'numFmt') codes.set(format, attributes.get('formatCode') ?? '');
      if (element === 'cellXfs') inCellFormats = true;
      if (element === 'xf' && inCellFormats) formats.push(format);
    },
    (element) => {
      if (element === 'cellXfs') inCellFormats = false;
    },
  );
  return formats.map((format) => showsDay(format, codes.get(format)));
}
