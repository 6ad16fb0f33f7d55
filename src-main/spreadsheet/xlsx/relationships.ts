import { posix } from 'node:path';
import { LIMITS } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import type { Zip, ZipEntry } from '../zip/directory.ts';
import { inflatedWhole } from '../zip/inflate.ts';
import { xmlText } from './encoding.ts';
import { MalformedXml, readXml } from './xml.ts';

export interface Relationship {
  readonly id: string;
  /** The last word of its type: "worksheet", "styles", "sharedStrings"… */
  readonly type: string;
  /** Name of the part it leads to. */
  readonly part: string;
}

/** Reads a small part; `open` gets each element's name without prefix. Throws `Unreadable`. */
export async function readSmallPart(
  entry: ZipEntry,
  open: (name: string, attributes: ReadonlyMap<string, string>) => void,
  close: (name: string) => void = () => undefined,
): Promise<void> {
  const bytes = await inflatedWhole(entry, LIMITS.smallPart);
  try {
    readXml(xmlText(bytes), { open, close, text: () => undefined });
  } catch (cause) {
    if (cause instanceof MalformedXml) throw new Unreadable('file-xml-malformed', { part: entry.name });
    throw cause;
  }
}

/** The part of this name, which must be there. Throws `Unreadable`. */
export function partOf(zip: Zip, name: string): ZipEntry {
  const entry = zip.get(name.toLowerCase()) ?? zip.get(decoded(name).toLowerCase());
  if (!entry) throw new Unreadable('file-part-missing', { part: name });
  return entry;
}

/** Where the parts lead that one part ('' for the package itself) refers to. Throws `Unreadable`. */
export async function relationshipsOf(zip: Zip, part: string): Promise<readonly Relationship[]> {
  const folder = posix.dirname(part);
  const found: Relationship[] = [];
  await readSmallPart(partOf(zip, posix.join(folder, '_rels', `${posix.basename(part)}.rels`)), (name, attributes) => {
    if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
    const target = attributes.get('Target') ?? '';
    found.push({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
      part: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    });
  });
  return found;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
