import { scriptText } from './script-text.ts';

/** What a router's set-up script is filled in with. */
export interface SetUp {
  readonly username: string;
  readonly password: string;
  /** Where the console stands, an address or a network; null: any address may log in. */
  readonly from: string | null;
  readonly tls: boolean;
  readonly radius: boolean;
  /** The RADIUS server's address; null: left to be filled in. */
  readonly radiusServer: string | null;
}

/**
 * The set-up script of a router from its template. Lines between `#if WORD` and `#end` stay where the word applies;
 * `{{name}}` becomes a text in quotation marks. Throws for a template that names what there is not.
 */
export function setUpScript(template: string, setUp: SetUp): string {
  const applies: Readonly<Record<string, boolean>> = {
    tls: setUp.tls,
    plain: !setUp.tls,
    radius: setUp.radius,
    from: setUp.from !== null,
  };
  const texts: Readonly<Record<string, string>> = {
    username: setUp.username,
    password: setUp.password,
    from: setUp.from ?? '',
    radiusServer: setUp.radiusServer ?? '',
  };
  const lines: string[] = [];
  const within: boolean[] = [];
  for (const line of template.split(/\r?\n/)) {
    const [, word] = /^\s*#if (\w+)$/.exec(line) ?? [];
    if (word !== undefined) within.push(known(applies, word));
    else if (/^\s*#end$/.test(line)) within.pop();
    else if (within.every((is) => is)) {
      lines.push(line.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => scriptText(known(texts, name))));
    }
  }
  return lines.join('\n');
}

function known<T>(named: Readonly<Record<string, T>>, name: string): T {
  const value = named[name];
  if (value === undefined) throw new Error(`The set-up script names ${name}, which there is not`);
  return value;
}
