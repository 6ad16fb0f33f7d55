import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../out/main/server.js');

/** A central server as for a trial: the built program with its embedded database, on this machine alone. */
export class CentralServer {
  readonly #folder: string;
  #process: ChildProcess | undefined;
  #port = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it, where it was before if it has run. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [program, '--port', String(this.#port), '--data', this.#folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The server ended: ${complaints}`)));
    const line = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
    ended.catch(() => undefined);
    this.#port = Number(new URL((JSON.parse(line[0]) as { url: string }).url).port);
  }

  async end(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }

  /** A command of whoever runs it; answers what it printed. */
  command(...words: readonly string[]): unknown {
    return JSON.parse(
      execFileSync(process.execPath, [program, ...words, '--data', this.#folder], { encoding: 'utf8', stdio: 'pipe' }),
    );
  }

  code(operator: string): string {
    return (this.command('enroll', '--operator', operator) as { code: string }).code;
  }
}
