import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SCHEMA } from '#shared/sync/head.ts';
import { metricsOf } from '#server/http/metrics.ts';
import { logTo } from '#server/log.ts';
import { push } from '#server/sync/push.ts';
import { adds, changes, Console, does, payment, ROOT } from './central.ts';
import { hasPostgreSql } from './databases.ts';
import { DAILY, RadiusIsp, someone } from './freeradius/isp.ts';

// Somebody of whom a password or a row at the server is damaged: nobody else is held up by it, and no office's queue.

/** Beyond what a date can be. */
const NEVER = 9_000_000_000_000_000;

async function two() {
  const isp = await RadiusIsp.open();
  const logged: string[] = [];
  const office = new Console({ ...isp.deps, log: logTo((line) => logged.push(line), isp.deps.now, randomUUID) }, ROOT);
  const [rahim, karim] = [someone('rahim', { billingProfileId: DAILY }), someone('karim', { billingProfileId: DAILY })];
  await isp.push([adds([rahim, karim], [payment(rahim.id, 5000), payment(karim.id, 5000)])]);
  const sealed = async (id: string) => {
    const [row] = await isp.database.query<{ is: Buffer }>('SELECT password_sealed AS is FROM customer WHERE id = $1', [
      id,
    ]);
    return row?.is;
  };
  const damage = (id: string) =>
    isp.database.query("UPDATE customer SET password_sealed = repeat('x', 60)::bytea WHERE id = $1", [id]);
  const rows = (username: string) =>
    isp.database.query<{ attribute: string; value: string }>(
      `SELECT attribute, value FROM radcheck WHERE username = $1
       UNION ALL SELECT 'group', groupname FROM radusergroup WHERE username = $1 ORDER BY 1`,
      [username],
    );
  const group = async (username: string) => (await rows(username)).find((row) => row.attribute === 'group')?.value;
  const queued = () =>
    isp.database.query('SELECT customer_id AS id, failed_at IS NOT NULL AS failed FROM radius_again');
  return { isp, office, logged, rahim, karim, sealed, damage, rows, group, queued };
}

describe.skipIf(!hasPostgreSql())('a customer whose password cannot be read any more', () => {
  test('given one among others, when an office pushes, then all of it is taken, the others have their rows, and that one is told', async () => {
    const { isp, rahim, karim, sealed, damage, rows, group, queued } = await two();
    const before = await rows('rahim');
    await damage(rahim.id);
    const broken = await sealed(rahim.id);
    await isp.push([
      changes(rahim.id, { fullName: 'Rahim Uddin' }, { was: { fullName: 'rahim' } }),
      does(rahim.id, { action: 'suspend' }),
      does(karim.id, { action: 'suspend' }),
      adds([someone('salma')]),
    ]);
    expect(await group('karim')).toBe('st:suspended');
    expect(await group('salma')).toMatch(/^plan:/u);
    // What stood before: under their own name, with the end that they had.
    expect(await rows('rahim')).toEqual(before);
    expect(await sealed(rahim.id)).toEqual(broken);
    expect(await queued()).toEqual([{ id: rahim.id, failed: false }]);
    await isp.workOff();
    expect(await queued()).toEqual([{ id: rahim.id, failed: true }]);
    expect(isp.log.filter((line) => line.includes(rahim.id))).toHaveLength(1);
    expect(await metricsOf(isp.database).text()).toContain('lastmile_radius_unwritten 1');
    // What a console that has the old one still sends mends it.
    const mended = does(
      rahim.id,
      { action: 'reset-password' },
      { columns: { password: 'another' }, was: { password: 'secret' } },
    );
    await isp.push([does(rahim.id, { action: 'reactivate' }), mended]);
    expect(await rows('rahim')).toContainEqual({ attribute: 'Cleartext-Password', value: 'another' });
    isp.later += 11 * 60_000;
    await isp.workOff();
    expect(await queued()).toEqual([]);
  });

  test('given one who is deleted, and one who gets another name, when it is pushed, then nobody logs in under what was given up', async () => {
    const { isp, rahim, karim, damage, rows, queued } = await two();
    await damage(rahim.id);
    await damage(karim.id);
    await isp.push([does(rahim.id, { action: 'delete' }), changes(karim.id, { username: 'karim2' })]);
    expect([await rows('rahim'), await rows('karim'), await rows('karim2')]).toEqual([[], [], []]);
    expect(await queued()).toEqual([{ id: karim.id, failed: false }]);
    // Whoever has the name next keeps it.
    await isp.push([adds([someone('karim')])]);
    const next = await rows('karim');
    expect(next).not.toEqual([]);
    await isp.push([changes(karim.id, { password: 'another' })]);
    expect(await rows('karim')).toEqual(next);
    expect(await rows('karim2')).not.toEqual([]);
  });

  test('given one on a page, when consoles pull, then they get everybody, that one without a password, and it is logged', async () => {
    const { office, logged, rahim, karim, damage } = await two();
    await damage(rahim.id);
    const { rows, more } = await office.pull();
    const told = new Map(rows.flatMap((one) => (one.entity === 'customer' ? [[one.row.id, one.row.password]] : [])));
    expect({ told, more }).toEqual({
      told: new Map([rahim, karim].map(({ id }) => [id, id === rahim.id ? null : 'secret'])),
      more: false,
    });
    expect(logged.filter((line) => line.includes(rahim.id))).toHaveLength(1);
    // What is refused of them is told as it stands, too.
    const refused = changes(rahim.id, { username: 'karim' });
    expect((await office.push([refused])).results).toMatchObject([
      { rejections: [{ code: 'USERNAME_TAKEN' }], rows: [{ row: { username: 'rahim', password: null } }] },
    ]);
  });
});

describe.skipIf(!hasPostgreSql())('a customer who cannot be reckoned', () => {
  test('given one among others, when an office pushes, then what it did to that one is refused, but for money, and nothing else', async () => {
    const { isp, office, logged, rahim, karim, group } = await two();
    await isp.database.query('UPDATE customer SET settled_at = $2, next_due_at = 0 WHERE id = $1', [rahim.id, NEVER]);
    const paid = payment(rahim.id, 700);
    const { results } = await office.push([
      does(rahim.id, { action: 'suspend' }),
      does(rahim.id, { action: 'add-payment', method: 'cash', amount: '7' }, { lines: [paid] }),
      does(karim.id, { action: 'suspend' }),
    ]);
    const rejections = [{ code: 'ACTION_REFUSED', detail: { code: 'customer-unreckonable', params: {} } }];
    expect(results).toMatchObject([
      { status: 'rejected', rejections },
      { status: 'applied', rejections: [{ ...rejections[0], ids: [rahim.id] }], notPosted: [] },
      { status: 'applied', rejections: [] },
    ]);
    expect(await group('karim')).toBe('st:suspended');
    expect(logged.filter((line) => line.includes(rahim.id))).toHaveLength(2);
  });

  test('given a time zone that there is not, when somebody is added, then they are taken in, and have their rows once it is mended', async () => {
    const { isp, rows, queued } = await two();
    const zone = (name: string) =>
      isp.database.query(
        `INSERT INTO record (kind, id, version, body, commit_version) VALUES ('setting', 'timeZone', 1, $1, 1)
         ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`,
        [JSON.stringify({ value: name })],
      );
    await zone('Mars/Olympus');
    const salma = someone('salma', { billingProfileId: DAILY });
    await isp.push([adds([salma], [payment(salma.id, 5000)])]);
    expect(await rows('salma')).toEqual([]);
    expect(await queued()).toEqual([{ id: salma.id, failed: false }]);
    await zone('Asia/Dhaka');
    await isp.workOff();
    expect(await rows('salma')).not.toEqual([]);
    expect(await queued()).toEqual([]);
  });

  test('given a database that fails while rows are written, when an office pushes, then the push fails whole', async () => {
    const { isp, karim, group } = await two();
    const before = await group('karim');
    await isp.database.query('ALTER TABLE radusergroup RENAME TO radusergroup_away');
    const { instanceId, witness, next } = isp.console;
    const request = {
      instanceId,
      witness,
      firstMid: next,
      schema: SCHEMA,
      mutations: [does(karim.id, { action: 'suspend' })],
    };
    await expect(push(isp.deps, isp.console, request)).rejects.toThrow('radusergroup');
    await isp.database.query('ALTER TABLE radusergroup_away RENAME TO radusergroup');
    expect(await group('karim')).toBe(before);
  });
});
