import { xmlText } from './encoding.ts';
import { MalformedXml, readXml } from './xml.ts';

const ROOTS = new Set(['worksheet', 'sst']);
/** What is kept of a sheet or of the shared strings: all that bears a value. */
const KEPT = new Set(['sheetData', 'row', 'c', 'v', 'f', 'is', 'si', 'r', 't']);
/** What stands between these and bears none. */
const LEFT_OUT = new Set(['extLst', 'rPr', 'rPh', 'phoneticPr']);
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = { row: ['r'], c: ['r', 's', 't'] };

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (character) => ESCAPED[character] ?? character);

const PIECE = 1 << 20;

/**
 * Rewrites a sheet or the shared strings in the plain XML that the fast way understands: UTF-8, no prefixes, no
 * comments, no CDATA, double quotes, nothing that bears no value. Throws `MalformedXml`.
 */
export function plainXml(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let out = '';
  const write = (text: string): void => {
    out += text;
    if (out.length < PIECE) return;
    pieces.push(Buffer.from(out, 'utf8'));
    out = '';
  };
  let depth = 0;
  /** Depth of the element whose content is left out. */
  let skipped = Infinity;
  let element = '';
  readXml(xmlText(bytes), {
    open(name, attributes) {
      depth++;
      if (depth > skipped) return;
      if (depth === 1 && !ROOTS.has(name)) throw new MalformedXml(`<${name}> is no sheet`);
      if (depth === 2 && name !== 'sheetData' && name !== 'si') skipped = depth;
      if (depth > 2 && LEFT_OUT.has(name)) skipped = depth;
      if (depth >= skipped) return;
      if (depth > 1 && !KEPT.has(name)) throw new MalformedXml(`<${name}> among the cells`);
      element = name;
      const kept = (ATTRIBUTES[name] ?? []).filter((key) => attributes.has(key));
      write(`<${name}${kept.map((key) => ` ${key}="${escaped(attributes.get(key) ?? '')}"`).join('')}>`);
    },
    text(text) {
      if (depth >= skipped || element === 'f') return;
      if (element === 'v' || element === 't') write(escaped(text));
      else if (text.trim() !== '') throw new MalformedXml('text between the cells');
    },
    close(name) {
      if (depth < skipped) {
        write(`</${name}>`);
        element = '';
      }
      if (depth === skipped) skipped = Infinity;
      depth--;
    },
  });
  pieces.push(Buffer.from(out, 'utf8'));
  return Buffer.concat(pieces);
}
