import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import XLSX from 'xlsx';
import { zipped } from '#main/spreadsheet/zip/write.ts';

const OPERATORS = ['Dhaka North', 'Dhaka South', 'Chattogram'];
const PACKAGES = ['Home 5M', 'Home 10M', 'Home 20M', 'Home 50M'];
const ZONES = ['Mirpur', 'Uttara', 'Banani', 'Dhanmondi', 'Mohakhali'];
const NAMES = ['Rahim Uddin', 'Karim Ahmed', 'Fatema Begum', 'মোঃ আব্দুল করিম', 'Nusrat Jahan', 'সুমাইয়া আক্তার'];

const of = <T>(values: readonly T[], i: number): T | undefined => values[i % values.length];

/** The rows of the benchmark: the template's ten columns, all in order, so that every row is created. */
export function rows(count: number): (string | undefined)[][] {
  return Array.from({ length: count }, (_, i) => [
    `user${String(i).padStart(7, '0')}`,
    `s3cret-${(i * 2654435761) % 1_000_003}`,
    `${of(NAMES, i) ?? ''} ${i}`,
    `01${3 + (i % 7)}${String(10_000_000 + i).slice(-8)}`,
    i % 3 === 0 ? `user${i}@example.com` : '',
    of(OPERATORS, i),
    of(PACKAGES, i),
    'Monthly',
    of(ZONES, i),
    `House ${i % 400}, Road ${i % 37}, ${of(ZONES, i) ?? ''}, Dhaka`,
  ]);
}

const HEADINGS = [
  'Username',
  'Password',
  'Full Name',
  'Phone',
  'Email',
  'Operator',
  'Package',
  'Billing Profile',
  'Zone',
  'Address',
];

/** What is used of the library's reader of packages, which it types as any. */
interface Packages {
  read(
    bytes: Buffer,
    options: { type: 'buffer' },
  ): { FullPaths: string[]; FileIndex: { content: Buffer | number[] }[] };
}

/**
 * A workbook of so many rows, with shared strings and deflated as Excel deflates (the library's own packing is three times
 * as large, and no office has such files). Made once, then kept in the temporary folder.
 */
export async function workbook(count: number): Promise<string> {
  const file = join(tmpdir(), `lastmile-bench-excel-${count}.xlsx`);
  if (existsSync(file)) return file;
  const sheet = XLSX.utils.aoa_to_sheet([HEADINGS, ...rows(count)], { dense: true });
  const book = XLSX.utils.book_new(sheet, 'Customers');
  const plain = XLSX.write(book, { type: 'buffer', bookSST: true }) as Buffer;
  const { FullPaths, FileIndex } = (XLSX.CFB as Packages).read(plain, { type: 'buffer' });
  const parts = FullPaths.flatMap((path, i) => {
    const content = FileIndex[i]?.content ?? [];
    const name = path.replace(/^[^/]*\//, '');
    return content.length === 0 || name === '' ? [] : [{ name, text: [Buffer.from(content).toString('utf8')] }];
  });
  writeFileSync(file, await zipped(parts));
  return file;
}
