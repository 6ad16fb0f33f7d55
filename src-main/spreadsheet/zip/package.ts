import type { Zip } from './directory.ts';
import { inflatedWhole } from './inflate.ts';

export type PackageKind = 'xlsx' | 'xlsb' | 'ods' | 'encrypted' | 'numbers' | 'document' | 'archive';

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';
const LONGEST_MANIFEST = 4 * 1024 * 1024;

/** What a package holds, by the parts that it has. Throws `Unreadable` when a part that says so is damaged. */
export async function packageKind(zip: Zip): Promise<PackageKind> {
  const has = (start: string): boolean => [...zip.keys()].some((name) => name.startsWith(start));
  const mimetype = zip.get('mimetype');
  if (mimetype) {
    const type = (await inflatedWhole(mimetype, LONGEST_MANIFEST)).toString('latin1').trim();
    if (!type.startsWith(SPREADSHEET)) return 'document';
    const manifest = zip.get('meta-inf/manifest.xml');
    const text = manifest ? (await inflatedWhole(manifest, LONGEST_MANIFEST)).toString('utf8') : '';
    return text.includes('encryption-data') ? 'encrypted' : 'ods';
  }
  if (has('word/') || has('ppt/')) return 'document';
  if (has('index/document.iwa') || has('index.zip')) return 'numbers';
  if (zip.has('xl/workbook.bin')) return 'xlsb';
  return zip.has('[content_types].xml') || zip.has('_rels/.rels') ? 'xlsx' : 'archive';
}
