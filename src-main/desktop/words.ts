import messages from '#shared/messages/en.json' with { type: 'json' };
import type { PageFile } from '../pages.ts';
import { SAFE_HEADERS } from '../pages.ts';
import { Refusal } from '../refusal.ts';

type Params = Readonly<Record<string, string | number>>;
const catalogue: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  host: messages.host,
  refused: messages.refused,
};

/** A sentence of the sections `host` and `refused`; the code itself when there is none. */
export function say(section: 'host' | 'refused', code: string, params: Params = {}): string {
  const sentence = catalogue[section]?.[code] ?? code;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}

/** Why the data folder cannot be opened, in words. */
export function refusalInWords(error: unknown): string {
  if (error instanceof Refusal) return say('refused', error.code, error.params);
  return say('host', 'failed', { reason: error instanceof Error ? error.message : String(error) });
}

/** A page in place of the screens: a heading and one paragraph. It needs no core and no script. */
export function plainPage(heading: string, text: string): PageFile {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(heading)}</title><h1>${escaped(heading)}</h1><p>${escaped(text)}</p></html>`;
  const headers = { ...SAFE_HEADERS, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return { body: Buffer.from(html, 'utf8'), headers };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
