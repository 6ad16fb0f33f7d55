import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { postgresql } from '#server/store/postgresql.ts';
import { ended, freePorts, READY, readyOrOver } from '../../radius/freeradius/start.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources/freeradius');
export const LOCAL_SECRET = 'asks-from-this-machine';
const ATTEMPTS = 5;

export interface FreeRadius {
  readonly auth: number;
  readonly acct: number;
}

/**
 * A FreeRADIUS over a database of the central server, with just the configuration that an ISP installs, and the user that it
 * makes for it. What is different at every ISP (local.conf) is filled in. It goes with the test.
 */
export async function startFreeRadius(databaseUrl: string): Promise<FreeRadius> {
  const { hostname, port, pathname } = new URL(databaseUrl);
  const { login, password } = await databaseUser(databaseUrl);
  const { username } = userInfo();
  for (let attempt = 1; ; attempt++) {
    const folder = mkdtempSync(join(tmpdir(), 'lastmile-freeradius-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(RESOURCES, folder, { recursive: true });
    const { auth, coa: acct } = await freePorts();
    fillIn(join(folder, 'local.conf'), {
      ...{ database_server: hostname, database_port: port, database_name: pathname.slice(1) },
      ...{ database_login: login, database_password: password, listen_address: '127.0.0.1' },
      ...{ auth_port: auth, acct_port: acct, raddbdir: folder, logdir: folder, run_dir: folder },
      ...{ run_user: username, run_group: username, local_secret: LOCAL_SECRET },
    });
    const running = spawn('/usr/sbin/freeradius', ['-f', '-l', 'stdout', '-d', folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => ended(running));
    const said = await readyOrOver(running);
    if (said === READY) return { auth, acct };
    if (attempt === ATTEMPTS || !said.includes('Address already in use'))
      throw new Error(`FreeRADIUS did not start: ${said.slice(-2000)}`);
  }
}

/** Each line of local.conf has to be there: the ISP is told to change it. */
function fillIn(file: string, values: Readonly<Record<string, string | number>>): void {
  let text = readFileSync(file, 'utf8');
  for (const [name, value] of Object.entries(values)) {
    const line = new RegExp(`^${name} = .*$`, 'm');
    if (!line.test(text)) throw new Error(`local.conf does not say ${name}`);
    text = text.replace(line, `${name} = "${value}"`);
  }
  writeFileSync(file, text);
}

/** The user of grants.sql, under a name of its own: users are the whole PostgreSQL's. */
async function databaseUser(url: string): Promise<{ login: string; password: string }> {
  const login = `radius_${randomUUID().replaceAll('-', '')}`;
  const password = 'for the tests';
  const owner = postgresql(url, () => undefined);
  const grants = readFileSync(join(RESOURCES, 'grants.sql'), 'utf8')
    .replaceAll(/\b(ROLE|TO) radius\b/g, `$1 ${login}`)
    .replaceAll(':password', `'${password}'`);
  await owner.run(grants);
  onTestFinished(async () => {
    await owner.run(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
    await owner.close();
  });
  return { login, password };
}
