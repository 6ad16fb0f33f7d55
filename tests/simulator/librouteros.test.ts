import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startSimulator } from '../../src-simulator/simulator.ts';

const PYTHON = '/usr/bin/python3';
const script = fileURLToPath(new URL('independent_client.py', import.meta.url));
const isThere = (): boolean => spawnSync(PYTHON, ['-c', 'import librouteros'], { stdio: 'ignore' }).status === 0;

/** Installed where that is allowed: Debian, root. */
function installed(): boolean {
  if (isThere()) return true;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'python3-librouteros');
  return isThere();
}

describe.skipIf(!installed())('a client that others wrote (python3-librouteros)', () => {
  test.each(['6.49.17', '7.16.2', '7.20.4'])(
    'Given RouterOS %s, when it logs in, adds, sets, queries, listens and removes, then it sees what a router shows',
    async (version) => {
      await using simulator = await startSimulator({
        version,
        password: 'secret',
        fill: { '/ppp/secret': [{ name: 'রহিম' }] },
      });
      const { stdout } = await promisify(execFile)(PYTHON, [script, String(simulator.port)]);
      expect(JSON.parse(stdout)).toEqual({
        identity: [{ name: 'MikroTik' }],
        added: '*2',
        all: [{ name: 'রহিম' }, { name: 'rahim', comment: 'lastmile:1' }, { name: 'karim' }],
        queried: [{ name: 'karim' }],
        trap: expect.stringContaining('already exists'),
        heard: ['!re', ['=.id=*2', '=.dead=yes', '.tag=l']],
        nothing: [],
      });
      expect(simulator.counters.writes).toBe(4);
    },
  );
});
