import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { WireClient } from './client.ts';

const program = fileURLToPath(new URL('../../src-simulator/program.ts', import.meta.url));

test('Given the program, when it has said where it is, then it lets its user in and ends when it is told', async () => {
  const running = spawn(process.execPath, [program, '--user', 'noc', '--password', 'secret', '--tls'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: undefined },
  });
  const ended = once(running, 'exit');
  try {
    const [line] = await once(createInterface(running.stdout), 'line');
    // What is expected of it stands below.
    const said = JSON.parse(String(line)) as { host: string; port: number; tlsPort: number; fingerprint: string };
    const { host, port, tlsPort, fingerprint } = said;
    expect({ host, tlsPort, fingerprint }).toEqual({
      host: '127.0.0.1',
      tlsPort: expect.any(Number),
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await using client = new WireClient(connect(port, host));
    expect(await client.ask('/login', '=name=noc', '=password=secret')).toEqual([['!done']]);
  } finally {
    running.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
});

test('Given somebody who asks what there is, when the program answers, then it tells on standard output and ends well', async () => {
  const running = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(running, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(running.stdout)) lines.push(line);
  expect(lines.join('\n')).toMatch(/^router-simulator \[--port N\][^]*faults: silence/);
  expect(await ended).toEqual([0, null]);
});

test.each([[['--fault', 'none-such']], [['--port', 'x']], [['--unknown']]])(
  'Given %j, when the program is started, then it says how it is used and ends with 2',
  async (args) => {
    const running = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
    expect(await once(running, 'exit')).toEqual([2, null]);
  },
);
