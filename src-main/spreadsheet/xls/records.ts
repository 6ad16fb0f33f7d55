import { Unreadable } from '../unreadable.ts';

/** Records of a workbook stream ([MS-XLS] 2.3). */
const BOF = 0x0809;
const EOF = 0x000a;
const FILE_PASS = 0x002f;
const BOUND_SHEET = 0x0085;
const MUL_RK = 0x00bd;
/** Cells with a value: FORMULA is left out, for its value may be nothing. */
const ONE_CELL = new Set([0x0203, 0x027e, 0x00fd, 0x0204, 0x00d6, 0x0205]);
const BIFF8 = 0x0600;

/**
 * Walks over all records of an .xls' workbook stream and counts the cells of each sheet, in the workbook's order. The
 * format has no checksums; what can be seen is that no record is cut off, that each sheet begins where the workbook says
 * and that it has an end. Throws `Unreadable`.
 */
export function cellCounts(stream: Buffer): readonly number[] {
  const damaged = new Unreadable('file-damaged', { part: 'Workbook' });
  if (stream.length < 8 || stream.readUInt16LE(0) !== BOF) throw damaged;
  if (stream.readUInt16LE(4) !== BIFF8) throw new Unreadable('file-is-old-xls');
  const sheets: number[] = [];
  const counts = new Map<number, number>();
  /** Where each open substream begins; charts are inside of sheets. */
  const open: number[] = [];
  let at = 0;
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    // Behind the last substream the stream may be filled up.
    if (open.length === 0 && type !== BOF) break;
    if (at + 4 + length > stream.length || !isRecord(type)) throw damaged;
    if (type === BOF) open.push(at);
    if (type === FILE_PASS) throw new Unreadable('file-encrypted');
    if (type === BOUND_SHEET && length < 8) throw damaged;
    if (type === BOUND_SHEET) sheets.push(stream.readUInt32LE(at + 4));
    const sheet = open[0] ?? 0;
    if (ONE_CELL.has(type)) counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
    if (type === MUL_RK) counts.set(sheet, (counts.get(sheet) ?? 0) + Math.floor((length - 6) / 6));
    if (type === EOF) {
      open.pop();
      if (open.length === 0) counts.set(sheet, counts.get(sheet) ?? 0);
    }
    at += 4 + length;
  }
  if (open.length > 0) throw damaged;
  return sheets.map((start) => {
    const count = counts.get(start);
    if (count === undefined) throw damaged;
    return count;
  });
}

/** Whether the format has records of about this number ([MS-XLS] 2.3.2); zeros are what a bad disk leaves. */
function isRecord(type: number): boolean {
  const page = type >> 8;
  return type !== 0 && (page <= 2 || page === 4 || page === 6 || page === 8 || page === 0x10);
}
