import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built one: it may have been built only a moment ago. */
const PROGRAM = fileURLToPath(new URL('../../../out/main/server.js', import.meta.url));

/** The built central server over a database, as whoever runs it has it. */
export class BenchServer implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lastmile-bench-server-'));
  readonly #database: string;
  readonly #profile: string | null;
  #process: ChildProcess | null = null;
  url = '';

  /** `profile`: the folder into which Node writes what time went into; null: none. */
  constructor(database: string, profile: string | null = null) {
    this.#database = database;
    this.#profile = profile;
  }

  async start(): Promise<this> {
    const args = ['--port', '0', '--data', this.#folder, '--database-url', this.#database];
    const profiling = this.#profile === null ? [] : ['--cpu-prof', '--cpu-prof-dir', this.#profile];
    const running = spawn(process.execPath, [...profiling, PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = running;
    // Its log: the end of it says why, should it not come up.
    let log = '';
    running.stderr.on('data', (part: Buffer) => (log = (log + part.toString()).slice(-2_000)));
    for await (const line of createInterface(running.stdout)) {
      // What the server prints first is where it listens.
      ({ url: this.url } = JSON.parse(line) as { url: string });
      return this;
    }
    throw new Error(`The server said nothing: ${log}`);
  }

  /** A command of whoever runs it, and what it told. */
  command(...args: string[]): Readonly<Record<string, string>> {
    const all = [PROGRAM, ...args, '--data', this.#folder, '--database-url', this.#database];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    // Commands print one JSON document.
    return JSON.parse(stdout) as Record<string, string>;
  }

  /** The most memory that it ever had, in megabytes; null where the system does not tell. */
  peakMegabytes(): number | null {
    const pid = this.#process?.pid;
    if (process.platform !== 'linux' || pid === undefined) return null;
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
