/** XML that is not well-formed, or that has what a spreadsheet never needs: a document type, an entity of its own. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

export interface XmlReader {
  /** Names come without their namespace prefix, attributes too. */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

const NAME = /[^\s/>=<"'&]+/y;
const ATTRIBUTE = /\s+([^\s/>=<"'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const ENTITY = /&([^;&\s]{0,10};?)/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its character references resolved: the five names of XML and code points. Throws `MalformedXml`. */
export function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, reference: string) => {
    const name = reference.endsWith(';') ? reference.slice(0, -1) : '';
    const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1] ?? null;
    const point = code !== null ? parseInt(code, 16) : /^#\d+$/.test(name) ? parseInt(name.slice(1), 10) : null;
    if (point !== null && point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
    const character = point === null && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (character === undefined) throw new MalformedXml(`unknown entity ${whole}`);
    return character;
  });
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads a whole document: every construct of XML 1.0 but document types. For small parts and for unusual ones; sheets
 * have a faster way. Throws `MalformedXml`.
 */
export function readXml(xml: string, reader: XmlReader): void {
  const open: string[] = [];
  let at = xml.startsWith('\uFEFF') ? 1 : 0;
  let roots = 0;
  const past = (end: string, from: number): number => {
    const found = xml.indexOf(end, from);
    if (found < 0) throw new MalformedXml(`no ${end}`);
    return found + end.length;
  };
  const tell = (text: string): void => {
    if (open.length > 0) reader.text(text);
    else if (text.trim() !== '') throw new MalformedXml('text outside of the document');
  };
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const textEnd = tag < 0 ? xml.length : tag;
    if (textEnd > at) tell(resolved(xml.slice(at, textEnd).replace(/\r\n?/g, '\n')));
    if (tag < 0) break;
    if (xml.startsWith('<!--', tag)) at = past('-->', tag + 4);
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = past(']]>', tag);
      tell(xml.slice(tag + 9, at - 3).replace(/\r\n?/g, '\n'));
    } else if (xml.startsWith('<?', tag)) at = past('?>', tag);
    else if (xml.startsWith('<!', tag)) throw new MalformedXml('a document type');
    else if (xml.startsWith('</', tag)) {
      at = past('>', tag);
      const name = xml.slice(tag + 2, at - 1).trimEnd();
      if (open.pop() !== name) throw new MalformedXml(`</${name}> closes nothing`);
      reader.close(local(name));
    } else {
      if (open.length === 0 && roots++ > 0) throw new MalformedXml('two roots');
      NAME.lastIndex = tag + 1;
      const name = NAME.exec(xml)?.[0];
      if (name === undefined) throw new MalformedXml('< without a name');
      at = NAME.lastIndex;
      const attributes = new Map<string, string>();
      for (;;) {
        ATTRIBUTE.lastIndex = at;
        const found = ATTRIBUTE.exec(xml);
        if (!found?.[1]) break;
        at = ATTRIBUTE.lastIndex;
        if (!found[1].startsWith('xmlns')) attributes.set(local(found[1]), resolved(found[2] ?? found[3] ?? ''));
      }
      TAG_END.lastIndex = at;
      const end = TAG_END.exec(xml);
      if (!end) throw new MalformedXml(`<${name} does not end`);
      at = TAG_END.lastIndex;
      reader.open(local(name), attributes);
      if (end[1] === '/') reader.close(local(name));
      else open.push(name);
    }
  }
  if (open.length > 0 || roots !== 1) throw new MalformedXml('the document ends too early');
}
