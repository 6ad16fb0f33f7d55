import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compoundFile } from '../fixtures/compound-file.ts';
import { zipOf, type FixturePart } from '../fixtures/package.ts';
import { workbookParts } from '../fixtures/workbook.ts';
import { refusalOf, rowsOf } from './reading.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const parts = workbookParts({
  sheets: [{ name: 'Sheet1', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }],
  strings: '<si><t>Abdul</t></si>',
});
const changed = (name: string, change: Partial<FixturePart>): FixturePart[] =>
  parts.map((part) => (part.name === name ? { ...part, ...change } : part));

describe('given a sound package', () => {
  test.each<[string, Buffer]>([
    ['deflated parts', zipOf(parts)],
    ['stored parts', zipOf(parts.map((part) => ({ ...part, stored: true })))],
    ['sizes behind the data', zipOf(parts.map((part) => ({ ...part, sizesFollow: true })))],
    ['ZIP64 numbers', zipOf(parts, { zip64: true })],
    ['a comment', zipOf(parts, { comment: 'made by hand PK\x05\x06' })],
    ['back slashes in names', zipOf(parts.map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') })))],
    [
      'names in another case',
      zipOf(parts.map((part) => ({ ...part, name: part.name.replace('sharedStrings', 'SharedStrings') }))),
    ],
    [
      'parts that nobody asked for',
      zipOf([...parts, { name: 'docProps/thumbnail.jpeg', content: Buffer.alloc(1000, 7) }]),
    ],
  ])('when it has %s, then it is read', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual([['Abdul']]);
  });

  test('when it stands in the middle of a larger buffer, then only its own bytes count', async () => {
    const bytes = zipOf(parts);
    const larger = Buffer.concat([Buffer.alloc(100, 1), bytes, Buffer.alloc(100, 2)]);
    expect(await rowsOf(new Uint8Array(larger.buffer, larger.byteOffset + 100, bytes.length))).toEqual([['Abdul']]);
  });
});

describe('given a package that contradicts itself', () => {
  test.each<[string, readonly FixturePart[]]>([
    ['a part is shorter than declared', changed(SHEET, { declaredSize: 10_000 })],
    ['a part is longer than declared', changed(SHEET, { declaredSize: 10 })],
    ['a checksum is wrong', changed(SHEET, { declaredCrc: 1 })],
    ['the checksum of the texts is wrong', changed('xl/sharedStrings.xml', { declaredCrc: 1 })],
    ['the checksum of the styles is wrong', changed('xl/styles.xml', { declaredCrc: 1 })],
    ['the checksum of the sheet list is wrong', changed('xl/workbook.xml', { declaredCrc: 1 })],
    ['the checksum of a stored part is wrong', changed(SHEET, { declaredCrc: 1, stored: true })],
    ['a part has another name at its place', changed(SHEET, { localName: 'xl/worksheets/sheet2.xml' })],
    ['two parts have one name', [...parts, { name: 'XL/WORKSHEETS/SHEET1.XML', content: 'x' }]],
  ])('when %s, then the file is refused', async (_, given) => {
    expect((await refusalOf(zipOf(given))).code).toBe('file-damaged');
  });

  test.each(['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', SHEET])(
    'when %s is missing, then the refusal names it',
    async (name) => {
      const bytes = zipOf(parts.filter((part) => part.name !== name));
      expect(await refusalOf(bytes)).toMatchObject({ code: 'file-part-missing', params: { part: name } });
    },
  );

  test('when two parts share their bytes, then the file is refused', async () => {
    const bytes = zipOf(parts);
    const first = bytes.indexOf('PK\x01\x02');
    const second = bytes.indexOf('PK\x01\x02', first + 4);
    bytes.writeUInt32LE(bytes.readUInt32LE(first + 42), second + 42);
    expect((await refusalOf(bytes)).code).toBe('file-damaged');
  });

  test('when any part is protected with a password, then that is said', async () => {
    expect((await refusalOf(zipOf(changed(SHEET, { encrypted: true })))).code).toBe('file-encrypted');
  });
});

describe('given a file cut off', () => {
  test('when it ends anywhere, then it is refused', async () => {
    const bytes = zipOf(parts);
    for (let length = 1; length < bytes.length; length += length < 8 ? 1 : 37) {
      expect((await refusalOf(bytes.subarray(0, length))).code).toMatch(/^file-(truncated|damaged|unknown)$/);
    }
    expect((await refusalOf(bytes.subarray(0, bytes.length / 2))).code).toBe('file-truncated');
  });
});

describe('given a package made to exhaust the memory', () => {
  test('when a part unpacks to a thousand times its size, then it is refused before unpacking', async () => {
    const bomb = zipOf(changed(SHEET, { content: Buffer.alloc(200 * 1024 * 1024, 32) }));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusalOf(bomb)).toMatchObject({ code: 'file-unpacks-too-large', params: { size: 201, limit: 64 } });
  });

  test('when it says less than it unpacks to, then it is refused while unpacking', async () => {
    const bytes = zipOf(changed(SHEET, { content: Buffer.alloc(100 * 1024 * 1024, 32), declaredSize: 1000 }));
    expect((await refusalOf(bytes)).code).toBe('file-damaged');
  });

  test('when it has too many parts, then it is refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({
      name: `xl/media/${index}`,
      content: '',
      stored: true,
    }));
    expect(await refusalOf(zipOf([...parts, ...many]))).toMatchObject({
      code: 'file-too-many-parts',
      params: { limit: 10_000 },
    });
  });

  test('when it is packed in an unknown way, then that is said', async () => {
    const bytes = zipOf(parts);
    for (const signature of ['PK\x03\x04', 'PK\x01\x02']) {
      bytes.writeUInt16LE(9, bytes.indexOf(signature) + (signature === 'PK\x03\x04' ? 8 : 10));
    }
    expect((await refusalOf(bytes)).code).toBe('file-compression-unknown');
  });
});

describe('given a file that is not what its name says', () => {
  const image = (bytes: readonly number[]): Buffer => Buffer.concat([Buffer.from(bytes), Buffer.alloc(64)]);

  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'file-is-pdf'],
    ['a PNG', image([0x89, 0x50, 0x4e, 0x47]), 'file-is-image'],
    ['a JPEG', image([0xff, 0xd8, 0xff, 0xe0]), 'file-is-image'],
    ['a page', Buffer.from('\ufeff \n<!DOCTYPE html><html><table>'), 'file-is-html'],
    ['a bare table', Buffer.from('<table><tr><td>Username</td></tr></table>'), 'file-is-html'],
    ['a page in UTF-16', Buffer.from('\ufeff<html>', 'utf16le'), 'file-is-html'],
    ['an XML spreadsheet', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'file-is-xml'],
    ['JSON', Buffer.from('[{"Username": "a"}]'), 'file-is-json'],
    ['a gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'file-is-archive'],
    ['a zip of something', zipOf([{ name: 'customers.csv', content: 'a,b' }]), 'file-is-archive'],
    [
      'a Word document',
      zipOf([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'word/document.xml', content: '<x/>' },
      ]),
      'file-is-document',
    ],
    ['an RTF document', Buffer.from('{\\rtf1 x}'), 'file-is-document'],
    [
      'a text document',
      zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true }]),
      'file-is-document',
    ],
    ['a Numbers document', zipOf([{ name: 'Index/Document.iwa', content: 'x' }]), 'file-is-numbers'],
    [
      'a binary workbook',
      zipOf([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
      'file-is-xlsb',
    ],
    ['a database', Buffer.from('SQLite format 3\0........'), 'file-unknown'],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7) % 31 || 1)), 'file-unknown'],
    ['a zip with a damaged beginning', Buffer.concat([Buffer.from('XX'), zipOf(parts).subarray(2)]), 'file-damaged'],
  ])('when it is %s, then that is said', async (_, bytes, code) => {
    expect(await refusalOf(bytes, { fileName: 'customers.xlsx' })).toMatchObject({
      code,
      params: { file: 'customers.xlsx' },
    });
  });

  test('when a .csv is a workbook or an .xlsx is text, then it is read for what it is', async () => {
    expect(await rowsOf(zipOf(parts), { fileName: 'customers.csv' })).toEqual([['Abdul']]);
    expect(await rowsOf(Buffer.from('a,b\n'), { fileName: 'customers.xlsx' })).toEqual([['a', 'b']]);
  });

  test('when a workbook is encrypted, then it is told apart from an .xls', async () => {
    const bytes = compoundFile('/EncryptedPackage', '/EncryptionInfo');
    expect((await refusalOf(bytes)).code).toBe('file-encrypted');
  });

  test('when a spreadsheet of OpenDocument is encrypted, then that is said', async () => {
    const bytes = zipOf([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'META-INF/manifest.xml', content: '<m><manifest:encryption-data/></m>' },
      { name: 'content.xml', content: deflateRawSync('x') },
    ]);
    expect((await refusalOf(bytes)).code).toBe('file-encrypted');
  });
});
