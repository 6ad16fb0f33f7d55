import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../out/main/cli.js');

/** One loopback host on a data folder of its own, as a person would run it: the built program, in its own process. */
export class Host {
  /** Holds the data, the keys and whatever files a test needs. */
  readonly place = mkdtempSync(join(tmpdir(), 'lastmile-e2e-'));
  readonly folder = join(this.place, 'data');
  /** Passwords for the command line, by the name of their variable. */
  secrets: Readonly<Record<string, string>> = {};
  readonly #env = { ...process.env, LASTMILE_KEYS: join(this.place, 'keys') };
  #process: ChildProcess | undefined;

  /** Runs the command line to its end, while no host holds the folder, and answers what it printed as JSON. */
  cli(command: string, ...args: readonly string[]): unknown {
    const all = [program, ...command.split(' '), ...args, '--data', this.folder, '--json'];
    return JSON.parse(
      execFileSync(process.execPath, all, {
        env: { ...this.#env, ...this.secrets },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  /** A file beside the data. */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.place, name);
    writeFileSync(path, content);
    return path;
  }

  /** Starts the host; the answer is the address that opens the screens once. */
  async start(): Promise<string> {
    const child = spawn(process.execPath, [program, 'serve', '--data', this.folder, '--json'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The host ended: ${complaints}`)));
    const line = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
    ended.catch(() => undefined);
    return (JSON.parse(line[0]) as { url: string }).url;
  }

  /** Ends the host as it would end by itself (SIGTERM), or with SIGKILL in the middle of whatever it does. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** Ends the host and takes everything away. */
  async remove(): Promise<void> {
    await this.end();
    rmSync(this.place, { recursive: true, force: true });
  }
}
