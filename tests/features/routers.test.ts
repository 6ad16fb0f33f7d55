import { describe, expect, onTestFinished, test } from 'vitest';
import type { RouterFields, RouterTested } from '#shared/contract/routers.ts';
import { type Target, testConnection } from '#main/features/routers/test-connection.ts';
import { type After, connect } from '#main/routeros/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts';
import { beside, coreAtWork } from './core-at-work.ts';
import { csv, imported, isp, line } from './office.ts';
import { refusedWith } from './refusals.ts';

// Routers: kept, tested against a simulated one with its faults, and never told of a password.

const PASSWORD = 'secret-of-a-router';

async function simulated(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ user: 'lastmile', password: PASSWORD, group: 'lastmile', ...options });
  onTestFinished(() => simulator.stop());
  return simulator;
}

/** "AA:BB:…" however it is told. */
const pin = ({ fingerprint }: Simulator): string =>
  (fingerprint ?? '')
    .replaceAll(':', '')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');

const plainTarget = ({ host, port }: Simulator): Target => ({
  name: 'Tower',
  host,
  port,
  tls: false,
  fingerprint: null,
  username: 'lastmile',
  password: PASSWORD,
  codePage: 'windows-1252',
});
const tlsTarget = (simulator: Simulator): Target => ({
  ...plainTarget(simulator),
  port: simulator.tlsPort ?? 0,
  tls: true,
  fingerprint: pin(simulator),
});

const now = () => new Date();
const tried = (target: Target): Promise<RouterTested> => testConnection(target, { connect, now });
const states = ({ steps }: RouterTested) => Object.fromEntries(steps.map(({ step, state }) => [step, state]));
const codeOf = ({ steps }: RouterTested, step: string) => steps.find((one) => one.step === step)?.told?.code;
const NOTHING = {
  reach: 'left-out',
  tls: 'left-out',
  login: 'left-out',
  permission: 'left-out',
  version: 'left-out',
  service: 'left-out',
  clock: 'left-out',
};
const WELL = { reach: 'ok', login: 'ok', permission: 'ok', version: 'ok', service: 'warning', clock: 'ok' };

describe('the connection test', () => {
  test.each(['6.49.17', '7.16.2', '7.20.4'])(
    'given a router of %s that is well, when it is tested, then every step is, but for a service that is open to all',
    async (version) => {
      const simulator = await simulated({ version });
      const tested = await tried(plainTarget(simulator));
      expect(states(tested)).toEqual({ ...NOTHING, ...WELL });
      expect([codeOf(tested, 'service'), codeOf(tested, 'tls')]).toEqual(['service-open', 'plain']);
      expect(tested.contact).toMatchObject({ identity: 'MikroTik', sessions: 0, failedAt: null });
      expect(simulator.counters.writes).toBe(0);
    },
  );

  test('given a service that names who may come in, when it is tested, then that is well too', async () => {
    const simulator = await simulated();
    simulator.tables.at('/ip/service').find('name', 'api')?.values.set('address', '127.0.0.0/8');
    expect(states(await tried(plainTarget(simulator)))).toMatchObject({ service: 'ok' });
  });

  test('given a router that is off, when it is tested, then it is not reached and nothing else is tried', async () => {
    const simulator = await simulated();
    await simulator.stop();
    const tested = await tried(plainTarget(simulator));
    expect(states(tested)).toEqual({ ...NOTHING, reach: 'failed' });
    expect(codeOf(tested, 'reach')).toBe('router-refused');
    expect(tested.contact).toBeNull();
  });

  test('given a router that says nothing, when the time is up, then the login failed and the port is asked about', async () => {
    const simulator = await simulated({ faults: ['silence'] });
    let timers = 0;
    // The first one is for the line, which stands at once.
    const after: After = (_, call) => {
      const timer = timers++ === 0 ? undefined : setImmediate(call);
      return () => clearImmediate(timer);
    };
    const tested = await testConnection(plainTarget(simulator), { connect, now, after });
    expect(states(tested)).toEqual({ ...NOTHING, reach: 'ok', login: 'failed' });
    expect(codeOf(tested, 'login')).toBe('silent');
  });

  test.each([
    ['sessions-full', { login: 'failed' }, 'login', 'sessions-full'],
    ['fatal', { login: 'ok', permission: 'failed' }, 'permission', 'router-fatal'],
    ['read-only', { login: 'ok', permission: 'failed' }, 'permission', 'permission-lacks'],
    ['clock-years-off', { login: 'ok', permission: 'ok', clock: 'warning' }, 'clock', 'clock-days'],
    ['legacy-login', { ...WELL }, 'login', 'logged-in'],
    ['one-byte-per-segment', { ...WELL }, 'login', 'logged-in'],
    ['latin1-names', { ...WELL }, 'login', 'logged-in'],
  ] as const)('given a router with %s, when it is tested, then the step says so', async (fault, came, step, code) => {
    const simulator = await simulated({ faults: [fault] });
    const tested = await tried(plainTarget(simulator));
    expect(states(tested)).toMatchObject(came);
    expect(codeOf(tested, step)).toBe(code);
  });

  test('given a user without the rights, when it is tested, then it is said which lack', async () => {
    const simulator = await simulated({ group: 'read' });
    const tested = await tried(plainTarget(simulator));
    expect(tested.steps.find(({ step }) => step === 'permission')).toMatchObject({
      state: 'failed',
      told: { code: 'permission-lacks', params: { lacking: 'write' } },
    });
  });

  test('given another password, when it is tested, then the login fails and the password is told nowhere', async () => {
    const tested = await tried({ ...plainTarget(await simulated()), password: 'another-secret' });
    expect(states(tested)).toEqual({ ...NOTHING, reach: 'ok', login: 'failed' });
    expect(JSON.stringify(tested)).not.toContain('another-secret');
  });

  test('given an old router, when it is tested, then it is warned of', async () => {
    const tested = await tried(plainTarget(await simulated({ version: '6.42.12' })));
    expect(states(tested)).toMatchObject({ login: 'ok', version: 'warning' });
  });

  test('given TLS and no certificate that was trusted, when it is tested, then its fingerprint is told and nothing was sent', async () => {
    const simulator = await simulated({ tls: true });
    const tested = await tried({ ...tlsTarget(simulator), fingerprint: null });
    expect(states(tested)).toEqual({ ...NOTHING, reach: 'ok', tls: 'failed' });
    expect([codeOf(tested, 'tls'), tested.fingerprint]).toEqual(['tls-unknown', pin(simulator)]);
    expect(simulator.counters.commands).toBe(0);
    expect(states(await tried(tlsTarget(simulator)))).toEqual({ ...NOTHING, ...WELL, tls: 'ok' });
  });

  test.each(['wrong-certificate', 'changed-certificate'] as const)(
    'given %s, when it is tested, then nothing is sent and the other fingerprint is told',
    async (fault) => {
      const simulator = await simulated({ tls: true });
      const target = tlsTarget(simulator);
      simulator.faults.set(fault);
      const tested = await tried(target);
      expect(states(tested)).toEqual({ ...NOTHING, reach: 'ok', tls: 'failed' });
      expect(codeOf(tested, 'tls')).toBe('tls-changed');
      expect(tested.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
      expect(tested.fingerprint).not.toBe(target.fingerprint);
      expect(simulator.counters.commands).toBe(0);
    },
  );

  test('given api-ssl without a certificate, when it is tested, then it is said how to make one', async () => {
    const simulator = await simulated({ tls: true, faults: ['no-certificate'] });
    const tested = await tried(tlsTarget(simulator));
    expect(states(tested)).toEqual({ ...NOTHING, reach: 'ok', tls: 'failed' });
    expect(codeOf(tested, 'tls')).toBe('router-tls-no-certificate');
  });
});

/** An office with its admin, and a router as the form gives it. */
async function office() {
  const work = await coreAtWork();
  const client = work.as();
  await client.reference.import(isp);
  const { operatorId } = (await client.signIn.state()).who!;
  const fields = (over: Partial<RouterFields> = {}): RouterFields => ({
    operatorId,
    name: 'Tower',
    code: null,
    host: '192.168.88.1',
    port: 8728,
    tls: false,
    fingerprint: null,
    username: 'lastmile',
    password: PASSWORD,
    codePage: 'windows-1252',
    writes: false,
    authentication: 'local',
    suspension: 'disable',
    staticWay: 'lease',
    pppLocalAddress: null,
    hotspotServer: null,
    dhcpServer: null,
    customerInterface: null,
    radiusSecret: 'secret-of-radius',
    ...over,
  });
  return { ...work, client, operatorId, fields };
}

const reached = ({ host, port, tls, fingerprint, username, password, codePage }: RouterFields) => ({
  host,
  port,
  tls,
  fingerprint,
  username,
  password,
  codePage,
});

describe('routers', () => {
  test('given a router with its secrets, when it is added, changed, listed and looked up in the history, then they are told nowhere', async () => {
    const { client, fields } = await office();
    const added = await client.routers.add(fields());
    const changed = await client.routers.change({
      id: added.id,
      version: added.version,
      fields: fields({ name: 'Mast', password: null, radiusSecret: null }),
    });
    expect(changed).toMatchObject({ name: 'Mast', password: null, hasPassword: true, hasRadiusSecret: true });
    const said = JSON.stringify([
      added,
      changed,
      await client.routers.list(),
      await client.history.list({ filter: {} }),
    ]);
    expect(said).toContain('Mast');
    expect(said).not.toMatch(/secret-of/);
  });

  test('given a kept password, when the router is moved elsewhere without it, then it is asked for again', async () => {
    const { client, fields } = await office();
    const { id, version } = await client.routers.add(fields());
    for (const over of [{ host: '192.168.88.2' }, { port: 8729 }] as const) {
      const moved = client.routers.change({ id, version, fields: fields({ ...over, password: null }) });
      expect((await refusedWith(moved)).code).toBe('router-password-again');
    }
    await client.routers.change({ id, version, fields: fields({ host: '192.168.88.2', password: 'typed-again' }) });
  });

  test('given a kept password, when the connection is tested, then it is sent where it is kept for and nowhere else', async () => {
    const { client, fields } = await office();
    const [own, other] = [await simulated(), await simulated()];
    const kept = fields({ host: own.host, port: own.port });
    const { id } = await client.routers.add(kept);
    const asked = { id, ...reached(kept), password: null };
    expect(states(await client.routers.test(asked))).toMatchObject({ login: 'ok' });
    const elsewhere = await refusedWith(client.routers.test({ ...asked, port: other.port }));
    expect(elsewhere).toEqual({ code: 'router-password-again', params: { field: 'password' } });
    expect(other.counters.commands).toBe(0);
    const unsaved = await refusedWith(client.routers.test({ ...asked, id: null }));
    expect(unsaved).toMatchObject({ code: 'router-no-password', params: { field: 'password' } });
    const nowhere = await refusedWith(client.routers.test({ ...asked, id: null, host: '10.0.0.999', password: 'x' }));
    expect(nowhere.code).toBe('router-host');
  });

  test('given a router, when it is tested as it is kept, then the list knows how it went; as it is typed, then not', async () => {
    const { client, fields } = await office();
    const simulator = await simulated();
    const kept = fields({ host: simulator.host, port: simulator.port });
    const { id } = await client.routers.add(kept);
    const contact = async () => (await client.routers.list())[0]?.contact;
    await client.routers.test({ id, ...reached(kept) });
    expect(await contact()).toMatchObject({ answeredAt: null, failedAt: null });
    await client.routers.test({ id, ...reached(kept), password: null });
    expect(await contact()).toMatchObject({
      identity: 'MikroTik',
      version: '7.20.4 (stable)',
      cpuLoad: 3,
      reason: null,
    });
    await simulator.stop();
    await client.routers.test({ id, ...reached(kept), password: null });
    expect(await contact()).toMatchObject({ identity: 'MikroTik', reason: { code: 'router-refused' } });
  });

  test('given customers of several operators on a router, when somebody lists it, then only those within reach are counted', async () => {
    const { as, folder, client, operatorId, fields } = await office();
    const { id } = await client.routers.add(fields());
    await imported(client, csv([line(1), line(2)]));
    beside(folder, (db) => {
      db.prepare('UPDATE customer SET router_id = ?').run(id);
      db.prepare("UPDATE customer SET operator_id = ? WHERE username = 'user2'").run(operatorId);
    });
    const north = (await client.reference.lists()).operators.find(({ name }) => name === 'Dhaka North')!.id;
    expect((await client.routers.list())[0]).toMatchObject({ customers: 2, queued: 2, failed: 0 });
    const theirs = (await as({ operatorId: north, role: 'manager' }).routers.list())[0];
    expect(theirs).toMatchObject({ name: 'Tower', mayChange: false, customers: 1, queued: 1, failed: 0 });
  });

  test('given the set-up script, when it is made, then its password is new each time and stands in it', async () => {
    const { client } = await office();
    const asked = {
      username: 'lastmile',
      from: '10.0.0.5',
      tls: true,
      authentication: 'local',
      radiusServer: null,
    } as const;
    const [first, second] = [await client.routers.setUpScript(asked), await client.routers.setUpScript(asked)];
    expect(first.script).toContain(`:local password "${first.password}"`);
    expect(first.password).toMatch(/^[a-z0-9-]{16,}$/);
    expect(second.password).not.toBe(first.password);
    expect(first.name).toMatch(/\.rsc$/);
    for (const [over, code] of [
      [{ from: '10.0.0.5/99' }, 'router-script-from'],
      [{ authentication: 'radius', radiusServer: 'radius' }, 'router-script-radius'],
    ] as const) {
      expect((await refusedWith(client.routers.setUpScript({ ...asked, ...over }))).code).toBe(code);
    }
  });

  test('given a technician and a cashier, when they test a connection, then the technician may', async () => {
    const { as, client, fields } = await office();
    const simulator = await simulated();
    const kept = fields({ host: simulator.host, port: simulator.port });
    const { id } = await client.routers.add(kept);
    const asked = { id, ...reached(kept), password: null };
    expect(states(await as({ role: 'technician' }).routers.test(asked))).toMatchObject({ login: 'ok' });
    expect((await refusedWith(as({ role: 'cashier' }).routers.test(asked))).code).toBe('not-allowed');
  });
});
