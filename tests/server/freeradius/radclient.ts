import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What FreeRADIUS's own client was answered: the packet's name, and its attributes as it prints them. */
export interface Answer {
  /** "Access-Accept"; empty: none came. */
  readonly code: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Sends one request with radclient. Values are written in its own words: texts with their quotation marks. */
export async function radclient(
  port: number,
  command: 'auth' | 'acct',
  secret: string,
  attributes: Readonly<Record<string, string | number>>,
): Promise<Answer> {
  const running = spawn('radclient', ['-x', '-r', '3', '-t', '5', `127.0.0.1:${port}`, command, secret]);
  const lines = Object.entries(attributes).map(([name, value]) => `${name} = ${value}`);
  running.stdin.end(lines.join('\n'));
  const [said] = await Promise.all([text(running.stdout), once(running, 'close')]);
  const [, received = ''] = said.split('\nReceived ');
  const [code = '', ...rest] = received.split(/\s/);
  const told = rest.join(' ').matchAll(/([A-Za-z-]+) = (?:"((?:[^"\\]|\\.)*)"|(\S+))/g);
  return { code, attributes: Object.fromEntries([...told].map(([, name, one, other]) => [name, one ?? other ?? ''])) };
}
