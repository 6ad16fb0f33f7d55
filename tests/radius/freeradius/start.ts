import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configuration, type Ports } from './configuration.ts';

export const READY = 'Ready to process requests';
const ATTEMPTS = 5;

export interface FreeRadius {
  readonly ports: Ports;
  readonly stop: () => Promise<void>;
}

/** A FreeRADIUS of our own, with its files in a temporary folder. It is tried again when somebody else took a port meanwhile. */
export async function startFreeRadius(program: string, secret: string, attempt = 1): Promise<FreeRadius> {
  const folder = mkdtempSync(join(tmpdir(), 'lastmile-radius-'));
  const ports = await freePorts();
  for (const [file, text] of Object.entries(configuration(folder, secret, ports)))
    writeFileSync(join(folder, file), text);
  const running = spawn(program, ['-f', '-l', 'stdout', '-d', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  const stop = async () => {
    await ended(running);
    rmSync(folder, { recursive: true, force: true });
  };
  const said = await readyOrOver(running);
  if (said === READY) return { ports, stop };
  await stop();
  if (attempt === ATTEMPTS) throw new Error(`FreeRADIUS did not start: ${said.slice(-800)}`);
  return startFreeRadius(program, secret, attempt + 1);
}

/** Two ports that nobody has, held at the same time so that they are two. */
export async function freePorts(): Promise<Ports> {
  const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
  for (const socket of sockets) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
  }
  const [auth, coa] = [sockets[0].address().port, sockets[1].address().port];
  for (const socket of sockets) {
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }
  return { auth, coa };
}

/** READY once it says so, or all that it said before it ended. */
export function readyOrOver(running: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    running.stdout?.on('data', (some: Buffer) => {
      said += some.toString();
      if (said.includes(READY)) resolve(READY);
    });
    running.once('close', () => resolve(said));
    running.once('error', reject);
  });
}

/** Ends it, and waits until it has. */
export async function ended(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return;
  const over = once(running, 'exit');
  running.kill('SIGTERM');
  await over;
}
