import { betweenMarks, type Gateway, isXml } from './gateway.ts';

// A value is written for the one place where it stands. Inside another notation there (JSON in a form, a call in plain
// lines, XML in XML) it could end what it stands in.

/** Whether a mark of a body stands inside a notation for which its value is not written. The body is what its kind says. */
export const nestsMark = (kind: Exclude<Gateway['bodyKind'], 'none'>, body: string): boolean =>
  valuesIn(kind, body).some(isNested);

/** The same of an address's query, with its question mark. */
export const nestsMarkInQuery = (query: string): boolean => pairsIn(query.slice(1)).some(isNested);

/** What a notation opens and closes with. */
const PAIRS = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
  ['<', '>'],
] as const;

function isNested(value: string): boolean {
  const parts = betweenMarks(value);
  return parts.slice(1).some((_, at) => {
    const before = parts.slice(0, at + 1).join('');
    const behind = parts.slice(at + 1).join('');
    return PAIRS.some(([open, close]) => before.includes(open) && behind.includes(close));
  });
}

/** What a body consists of, each as whoever gets it reads it. */
function valuesIn(kind: Exclude<Gateway['bodyKind'], 'none'>, body: string): readonly string[] {
  switch (kind) {
    case 'json':
      return textsIn(JSON.parse(body));
    case 'form':
      return pairsIn(body.trim());
    case 'text':
      return isXml(body) ? xmlValuesIn(body) : [body];
  }
}

const textsIn = (json: unknown): readonly string[] => {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsIn) : [];
};

const pairsIn = (form: string): readonly string[] =>
  form.split('&').map((pair) => withoutPercents(pair.replace(/^[^=]*=/, '')));

function withoutPercents(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The texts between tags, and the values of attributes. */
function xmlValuesIn(xml: string): readonly string[] {
  const attributes = [...xml.matchAll(/=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, one, other]) => one ?? other ?? '');
  return [...xml.split(/<[^>]*>/), ...attributes].map((value) =>
    value.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  );
}
