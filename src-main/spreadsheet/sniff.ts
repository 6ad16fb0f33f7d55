import { looksLikeExport } from './router-export/open.ts';

/** What a file is, going by its first bytes. */
export type Kind =
  | 'empty'
  | 'zip'
  | 'ole'
  | 'old-xls'
  | 'text'
  | 'router-export'
  | 'damaged-zip'
  | 'cut-short'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'html'
  | 'xml'
  | 'json'
  | 'rtf'
  | 'database'
  | 'program'
  | 'unknown';

const ZIP = 'PK\x03\x04';
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** Of these a few bytes may be left, which are not to be taken for text. */
const CONTAINERS = [ZIP, OLE];

const SIGNATURES: readonly (readonly [Kind, string])[] = [
  ['zip', ZIP],
  ['zip', 'PK\x05\x06'],
  ['ole', OLE],
  // The first record of an .xls from before containers (BIFF 2 to 4).
  ['old-xls', '\x09\x00\x04\x00'],
  ['old-xls', '\x09\x02\x06\x00'],
  ['old-xls', '\x09\x04\x06\x00'],
  ['old-xls', '\x09\x08\x08\x00'],
  ['pdf', '%PDF-'],
  ['image', '\x89PNG'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['image', 'II*\x00'],
  ['image', 'MM\x00*'],
  ['archive', '\x1f\x8b'],
  ['archive', 'Rar!'],
  ['archive', "7z\xbc\xaf'\x1c"],
  ['archive', 'BZh'],
  ['archive', '\xfd7zXZ'],
  ['database', 'SQLite format 3\x00'],
  ['program', 'MZ\x90\x00'],
  ['program', '\x7fELF'],
  ['rtf', '{\\rtf'],
];

const HEAD = 4096;
const END_OF_ZIP = 'PK\x05\x06';

/** Tells a file's kind by its content; its name says nothing. */
export function kindOf(bytes: Buffer): Kind {
  if (bytes.length === 0) return 'empty';
  const head = bytes.toString('latin1', 0, HEAD);
  const signed = SIGNATURES.find(([, signature]) => head.startsWith(signature));
  if (signed) return signed[0];
  if (CONTAINERS.some((signature) => signature.startsWith(head))) return 'cut-short';
  if (/^RIFF[^]{4}WEBP|^[^]{4}ftyp(?:hei|mif|avif)|^BM[^]{4}\0\0\0\0/.test(head)) return 'image';
  if (bytes.length >= 22 && bytes.indexOf(END_OF_ZIP, bytes.length - 22, 'latin1') >= 0) return 'damaged-zip';
  const kind = textKind(head);
  return kind === 'text' && looksLikeExport(bytes) ? 'router-export' : kind;
}

/** Text is told from other text by how it begins, whether one or two bytes make a character. */
function textKind(head: string): Kind {
  const text = head
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
    .slice(0, 1024);
  if (/^(?:<!--[^]*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|style|meta|div)\b/i.test(text))
    return 'html';
  if (/^<\?xml\s/i.test(text)) return 'xml';
  if (/^(?:\{\s*"|\[\s*[[{"])/.test(text)) return 'json';
  // With two bytes a character, one of them may well look like a control character.
  if (head.includes('\0') || /^(?:\xff\xfe|\xfe\xff)/.test(head)) return 'text';
  // Control characters other than tab, line ends, form feed and the old end-of-file mark make it no text.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const strange = (text.match(/[\x01-\x08\x0b\x0e-\x19\x1b-\x1f]/g) ?? []).length;
  return strange > text.length / 50 ? 'unknown' : 'text';
}
