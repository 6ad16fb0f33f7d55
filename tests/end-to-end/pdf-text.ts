import { inflateSync } from 'node:zlib';

/** The text of a PDF that Chromium wrote, as it is set, and the size of its first page in millimetres. */
export function readPdf(file: Uint8Array): { readonly text: string; readonly page: readonly [number, number] } {
  const raw = Buffer.from(file).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, number = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(number, body);
  const signs = new Map<string, ReadonlyMap<string, string>>();
  for (const [number, body] of objects) {
    const [, map] = /\/ToUnicode (\d+) 0 R/.exec(body) ?? [];
    if (map !== undefined) signs.set(number, signsIn(streamOf(objects.get(map) ?? '')));
  }
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const [, name = '', number = ''] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const known = signs.get(number);
    if (known) fonts.set(name, known);
  }
  const contents = [...raw.matchAll(/\/Contents (\d+) 0 R/g)].map(([, number = '']) => objects.get(number) ?? '');
  const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(raw) ?? [];
  const mm = (points: string): number => Math.round((Number(points) / 72) * 25.4);
  return { text: contents.map((body) => textIn(streamOf(body), fonts)).join('\n'), page: [mm(width), mm(height)] };
}

function streamOf(body: string): string {
  const begin = body.indexOf('stream\n') + 'stream\n'.length;
  const bytes = Buffer.from(body.slice(begin, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

const unicode = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Which sign a glyph stands for. */
function signsIn(map: string): ReadonlyMap<string, string> {
  const signs = new Map<string, string>();
  for (const [, lines = ''] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', hex = ''] of lines.matchAll(/<(\w+)> <(\w+)>/g))
      signs.set(glyph.toUpperCase(), unicode(hex));
  }
  for (const [, lines = ''] of map.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', hex = ''] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const begin = Number.parseInt(first, 16);
      for (let glyph = begin; glyph <= Number.parseInt(last, 16); glyph += 1) {
        const sign = String.fromCodePoint(Number.parseInt(hex, 16) + glyph - begin);
        signs.set(glyph.toString(16).toUpperCase().padStart(4, '0'), sign);
      }
    }
  }
  return signs;
}

/** What a page sets: the font changes by name, the glyphs stand in brackets. */
function textIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  const pieces: string[] = [];
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|((?:<\w+>|\[[^\]]*\]) T[jJ])/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    const hex = [...(glyphs ?? '').matchAll(/<(\w+)>/g)].map(([, one]) => one).join('');
    const signs = (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toUpperCase()) ?? '');
    if (signs.length > 0) pieces.push(signs.join(''));
  }
  return pieces.join('');
}
