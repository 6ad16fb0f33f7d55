import { readCsv } from './csv/read.ts';
import { LIMITS } from './limits.ts';
import { readOds } from './ods/read.ts';
import type { ReadRequest, ReadResult, ReadTable, SheetChoice } from './result.ts';
import { readExportedCustomers } from './router-export/read.ts';
import { kindOf } from './sniff.ts';
import { Unreadable } from './unreadable.ts';
import { readXls } from './xls/read.ts';
import { readXlsx } from './xlsx/read.ts';
import { openZip } from './zip/directory.ts';
import { packageKind } from './zip/package.ts';

/**
 * Reads a spreadsheet by what it contains, whatever its name: .xlsx, .csv, .xls, .ods, or what a router exported. All of it or nothing: a file that
 * is damaged, or larger than what is taken on, is refused with the reason and never read in part. Never throws for a file.
 */
export async function readSpreadsheet(bytes: Uint8Array, request: ReadRequest): Promise<ReadResult> {
  let shown = false;
  const onHead: ReadRequest['onHead'] = (table) => {
    if (!shown) request.onHead?.(table);
    shown = true;
  };
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const read = await readByKind(file, { ...request, onHead });
    if (read.kind === 'table' && read.table.rows.length === 0) {
      throw new Unreadable('sheet-empty', { sheet: read.sheet ?? '' });
    }
    return read;
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    return { kind: 'refused', code: cause.code, params: { ...cause.params, file: request.fileName } };
  }
}

async function readByKind(file: Buffer, request: ReadRequest): Promise<ReadTable | SheetChoice> {
  if (file.length > LIMITS.file) {
    throw new Unreadable('file-too-large', { size: megabytes(file.length), limit: megabytes(LIMITS.file) });
  }
  const kind = kindOf(file);
  switch (kind) {
    case 'text':
      return readCsv(file, request);
    case 'router-export':
      return readExportedCustomers(file, request);
    case 'zip':
      return readPackage(file, request);
    case 'ole':
      return readXls(file, request);
    case 'empty':
      throw new Unreadable('file-empty');
    case 'cut-short':
      throw new Unreadable('file-truncated');
    case 'damaged-zip':
      throw new Unreadable('file-damaged', { part: 'zip' });
    case 'html':
    case 'xml':
    case 'json':
    case 'pdf':
    case 'image':
    case 'archive':
    case 'old-xls':
      throw new Unreadable(`file-is-${kind}`);
    case 'rtf':
      throw new Unreadable('file-is-document');
    case 'database':
    case 'program':
    case 'unknown':
      throw new Unreadable('file-unknown');
  }
}

async function readPackage(file: Buffer, request: ReadRequest): Promise<ReadTable | SheetChoice> {
  const zip = openZip(file);
  const kind = await packageKind(zip);
  switch (kind) {
    case 'xlsx':
      return readXlsx(zip, file.length, request);
    case 'ods':
      return readOds(zip, request);
    case 'encrypted':
      throw new Unreadable('file-encrypted');
    case 'xlsb':
    case 'numbers':
    case 'document':
    case 'archive':
      throw new Unreadable(`file-is-${kind}`);
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
