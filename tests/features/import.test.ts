import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beforeStatements } from '../faults/statements.ts';
import { csv, ending, everything, HEADINGS, imported, isp, line, Office, opened } from './office.ts';

const refusal = (code: string): unknown =>
  expect.objectContaining({ code: 'REFUSED', data: expect.objectContaining({ code }) as unknown });

describe('import', () => {
  it('given a file with good and bad rows, when it is committed, then the good ones are customers and the bad ones are counted', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const { batch, ...result } = await imported(
      client,
      csv([line(1), line(2), 'user3,secret-3,No Package,01711000003,,Dhaka North,Nope,Monthly,,', line(4)]),
    );
    expect(result).toMatchObject({ rows: 4, imported: 3, failed: 1, skipped: 0 });
    const { total, customers } = await client.customers.list({ filter: { batch } });
    expect(total).toBe(3);
    expect(customers.find(({ username }) => username === 'user2')).toMatchObject({
      fullName: 'Customer 2',
      phone: '01711000002',
      operator: 'Dhaka North',
      package: 'Home 10M',
      billingProfile: 'Monthly',
      zone: 'Mirpur',
      type: 'pppoe-monthly',
      status: 'active',
      balance: '0.00',
    });
    expect(await client.backups.check()).toEqual({ ok: true, problems: [] });
  });

  it('given an import, when its password is revealed, then it is the one of the file, and no file of the folder holds it in clear', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const { session } = await imported(
      client,
      csv(['rahim,Tr0ub4dor-and-3,Rahim,01711223344,,Dhaka North,Home 10M,Monthly,,', 'x,Zanz1bar-pass,X,,,,,,,']),
    );
    const { customers } = await client.customers.list({ filter: {} });
    expect(await client.customers.revealPassword({ id: customers[0]!.id })).toEqual({ password: 'Tr0ub4dor-and-3' });
    await client.import
      .edit({ session, step: { kind: 'set', row: 3, field: 'password', value: 'Typed-4-it' } })
      .catch(() => undefined);
    await office.close();
    for (const file of readdirSync(office.folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const secret of ['Tr0ub4dor', 'Zanz1bar', 'Typed-4-it']) {
        for (const encoding of ['utf8', 'utf16le'] as const) {
          expect(bytes.includes(secret, 0, encoding), `${secret} in ${file.name}`).toBe(false);
        }
      }
    }
  });

  it('given an edited session, when the program is started again, then it goes on with every edit, and undo takes them back one by one', async () => {
    await using office = new Office();
    let client = await office.open();
    await client.reference.import(isp);
    const session = await opened(client, csv([line(1), 'user2,secret-2,Two,,,Dhaka North,Home,Monthly,,']));
    await client.import.edit({ session, step: { kind: 'set', row: 3, field: 'package', value: 'Home 10M' } });
    await client.import.edit({ session, step: { kind: 'set', row: 3, field: 'password', value: 'another-1' } });
    await office.close();

    client = await office.open({ start: true });
    expect(await client.import.unfinished()).toMatchObject([{ id: session, errorsLeft: 0, canUndo: true }]);
    await everything(await client.import.problems({ session }));
    expect(await client.import.get({ session })).toMatchObject({
      stage: 'fix',
      counts: { all: 2, errors: 0, ready: 2 },
    });
    await client.import.undo({ session });
    expect(await client.import.undo({ session })).toMatchObject({
      counts: { errors: 1 },
      canUndo: false,
      canRedo: true,
    });
    await client.import.redo({ session });
    await client.import.redo({ session });
    const { imported: count } = await ending(await client.import.commit({ session, activate: true }));
    expect(count).toBe(2);
    const { customers } = await client.customers.list({ filter: { search: 'user2' } });
    expect(await client.customers.revealPassword({ id: customers[0]!.id })).toEqual({ password: 'another-1' });
  });

  it('given a commit that runs, when it is asked for again (a double click), then both get the one result', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const session = await opened(client, csv(Array.from({ length: 1200 }, (_, i) => line(i))));
    const twice = await Promise.all(
      [1, 2].map(async () => ending(await client.import.commit({ session, activate: true }))),
    );
    expect(twice[0]).toEqual(twice[1]);
    expect(await ending(await client.import.commit({ session, activate: true }))).toEqual(twice[0]);
    expect((await client.customers.list({ filter: {} })).total).toBe(1200);
  });

  it('given a username that was taken after the check, when the batch is committed, then that row alone is refused and stands in the report', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const waiting = await opened(client, csv([line(1), line(2), line(3)], 'second.csv'));
    await imported(client, csv([line(2)], 'first.csv'));
    const result = await ending(await client.import.commit({ session: waiting, activate: true }));
    expect(result).toMatchObject({ rows: 3, imported: 2, failed: 1 });
    const report = await (await client.import.report({ session: waiting, format: 'csv' })).text();
    expect(report.split('\r\n').filter((text) => text !== '')).toHaveLength(2);
    expect(report).toContain('user2,,Customer 2');
    expect((await client.customers.list({ filter: {} })).total).toBe(3);
    expect((await client.backups.check()).problems).toEqual([]);
  });

  it('given the error report, when it is corrected without its passwords and imported, then the passwords come from the sealed session', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const { session } = await imported(
      client,
      csv([line(1), 'late,"secret, 9",Late,01711000009,,Dhaka North,Hoem,Monthly,,+1 Road']),
    );
    const report = await (await client.import.report({ session, format: 'csv' })).text();
    expect(report).not.toContain('secret, 9');
    expect(report).toContain("'+1 Road");
    const corrected = new File([report.replace('Hoem', 'Home 10M')], 'corrected.csv');
    expect(await imported(client, corrected)).toMatchObject({ rows: 1, imported: 1 });
    const { customers } = await client.customers.list({ filter: { search: 'late' } });
    expect(customers[0]).toMatchObject({ address: '+1 Road' });
    expect(await client.customers.revealPassword({ id: customers[0]!.id })).toEqual({ password: 'secret, 9' });
  });

  it('given refused rows, when they are to be fixed, then they are a session of their own with the passwords in it', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const { session } = await imported(
      client,
      csv([line(1), 'late,secret-9,Late,01711000009,,Dhaka North,Hoem,Monthly,,']),
    );
    const { session: rest } = await client.import.fixRefused({ session });
    await everything(await client.import.problems({ session: rest }));
    await client.import.edit({ session: rest, step: { kind: 'set', row: 2, field: 'package', value: 'H10' } });
    expect(await ending(await client.import.commit({ session: rest, activate: true }))).toMatchObject({
      imported: 1,
      failed: 0,
    });
    const { customers } = await client.customers.list({ filter: { search: 'late' } });
    expect(await client.customers.revealPassword({ id: customers[0]!.id })).toEqual({ password: 'secret-9' });
  });

  it('undo that deletes people who were there before: given a batch, when it is undone, then only its own untouched customers go', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    await imported(client, csv([line(1), line(2)], 'before.csv'));
    const { batch } = await imported(client, csv([line(2), line(3), line(4)], 'after.csv'));
    expect(await client.import.undoBatch({ batch })).toEqual({ batch, removed: 2, left: [] });
    const { customers } = await client.customers.list({ filter: {} });
    expect(customers.map(({ username }) => username).sort()).toEqual(['user1', 'user2']);
    expect(await client.import.undoBatch({ batch })).toEqual({ batch, removed: 0, left: [] });
    expect(await imported(client, csv([line(3)], 'again.csv'))).toMatchObject({ imported: 1 });
    expect((await client.backups.check()).problems).toEqual([]);
  });

  it('given "Activate: No", when the batch is committed, then its customers are pending', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    await imported(client, csv([line(1)]), false);
    expect((await client.customers.list({ filter: {} })).customers[0]).toMatchObject({ status: 'pending' });
  });

  it('given the optional columns, when the batch is committed, then address, device, balance, expiry and custom field are kept', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const headings = `${HEADINGS},IP Address,MAC,Balance,Expires,NID`;
    await imported(
      client,
      csv(
        [
          'corp,secret-1,Corp,01711000001,,admin,Office,Monthly,,,10.0.1.7,aa-bb-cc-dd-ee-0f,-1500.50,2026-12-31,199012345',
        ],
        'x.csv',
        headings,
      ),
    );
    const { customers } = await client.customers.list({ filter: { search: '10.0.1' } });
    expect(customers[0]).toMatchObject({ ip: '10.0.1.7', type: 'static-monthly', balance: '-1500.50' });
    expect(customers[0]!.expires).toBe('2026-12-31T17:59:59.000Z');
    const profile = await client.customers.get({ id: customers[0]!.id });
    expect(profile).toMatchObject({
      devices: [{ mac: 'AA:BB:CC:DD:EE:0F' }],
      customFields: [{ label: 'NID', value: '199012345' }],
    });
  });

  it('given parts, when the commit is stopped between them and continued, then every row is there once', async () => {
    await using office = new Office();
    office.commitLimits = { whole: 1000, part: 1000 };
    const client = await office.open();
    await client.reference.import(isp);
    const session = await opened(client, csv(Array.from({ length: 4000 }, (_, i) => line(i))));
    const commit = await client.import.commit({ session, activate: true });
    for (let next = await commit.next(); next.done !== true; next = await commit.next()) {
      if (next.value.done >= 1000) break;
    }
    await client.import.stop({ session });
    const { stage } = await client.import.get({ session });
    const some = (await client.customers.list({ filter: {} })).total;
    if (stage === 'stopped') expect(some % 1000).toBe(0);
    expect(await ending(await client.import.commit({ session, activate: true }))).toMatchObject({
      imported: 4000,
      failed: 0,
    });
    expect((await client.customers.list({ filter: {} })).total).toBe(4000);
    expect((await client.backups.check()).problems).toEqual([]);
  });

  it('duplicate customers by case: given a customer who came without a file, when a file has the username in another case, then the dry run says so', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.demo();
    const { customers } = await client.customers.list({ filter: {}, limit: 1 });
    const { username, phone } = customers[0]!;
    const file = csv([`${username.toUpperCase()},secret-1,Twice,${phone ?? ''},,admin,Home 10M,Monthly,,`]);
    const problems = (await everything(await client.import.dryRun({ file, choices: {} }))).flat();
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['duplicate-username', 'duplicate-phone']));
  });

  it('given an open session, when the page asks for it, then no password of the file is in the answer', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const session = await opened(client, csv([line(1), line(2)]));
    const rows = await client.import.rows({ session, filter: { show: 'all' }, from: 0, count: 10 });
    expect(JSON.stringify([await client.import.get({ session }), rows])).not.toMatch(/secret-/);
  });

  it('given a dry run, when it has told everything, then nothing was changed', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const stream = await client.import.dryRun({ file: csv([line(1), line(1)]), choices: {} });
    expect(await ending(stream)).toEqual({ rows: 2, ok: 1, ignored: [], notes: [] });
    expect(await client.import.unfinished()).toEqual([]);
    expect(await client.import.batches()).toEqual([]);
    expect(readdirSync(office.folder)).not.toContain('import');
  });

  it('given a file without a required column, when it is checked, then the refusal names the column', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const file = csv(['a,b,c'], 'x.csv', 'Username,Password,Full Name');
    await expect(client.import.dryRun({ file, choices: {} }).then(everything)).rejects.toEqual(
      refusal('import-columns-missing'),
    );
  });

  it('given one password for all rows, when the session is on disk, then it is not there in clear, nor in what the page gets', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const headings = HEADINGS.replace('Password,', '');
    const file = csv([line(1).replace('secret-1,', '')], 'x.csv', headings);
    const { session } = await client.import.open({ file, choices: { fixed: { password: 'Same-4-all' } } });
    await everything(await client.import.problems({ session }));
    const view = await client.import.get({ session });
    expect(JSON.stringify(view)).not.toContain('Same-4-all');
    await client.import.choose({ session, choices: view.choices });
    expect(await ending(await client.import.commit({ session, activate: true }))).toMatchObject({ imported: 1 });
    const { customers } = await client.customers.list({ filter: {} });
    expect(await client.customers.revealPassword({ id: customers[0]!.id })).toEqual({ password: 'Same-4-all' });
    await client.backups.make({});
    await office.close();
    for (const file of readdirSync(office.folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      expect(readFileSync(join(file.parentPath, file.name)).includes('Same-4-all'), file.name).toBe(false);
    }
  });

  it('given edits that are asked for at once, when the program is started again, then none of them is lost', async () => {
    await using office = new Office();
    let client = await office.open();
    await client.reference.import(isp);
    const session = await opened(client, csv([line(1), line(2), line(3)]));
    await Promise.all(
      [2, 3, 4].map((row) =>
        client.import.edit({ session, step: { kind: 'set', row, field: 'fullName', value: `Edit ${row}` } }),
      ),
    );
    await office.close();
    client = await office.open();
    await everything(await client.import.problems({ session }));
    const { rows } = await client.import.rows({ session, filter: { show: 'all' }, from: 0, count: 3 });
    expect(rows.map(({ values }) => values[2])).toEqual(['Edit 2', 'Edit 3', 'Edit 4']);
  });

  it('given an edit that could not be kept, when it was refused, then it is not imported either', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const session = await opened(client, csv([line(1)]));
    const end = beforeStatements(() => {
      throw new Error('disk');
    });
    const edit = client.import.edit({ session, step: { kind: 'set', row: 2, field: 'fullName', value: 'Not kept' } });
    await expect(edit).rejects.toThrow();
    end();
    office.failures.length = 0;
    expect(await ending(await client.import.commit({ session, activate: true }))).toMatchObject({ imported: 1 });
    expect((await client.customers.list({ filter: {} })).customers[0]).toMatchObject({ fullName: 'Customer 1' });
  });

  it('given commits that wait, when more files are opened than are kept in memory, then every commit ends', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const file = (f: number) =>
      csv(
        Array.from({ length: 300 }, (_, i) => line(f * 1000 + i)),
        `file-${f}.csv`,
      );
    const results = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (f) => {
        const { session } = await client.import.open({ file: file(f) });
        return ending(await client.import.commit({ session, activate: true }));
      }),
    );
    expect(results.map(({ imported: count }) => count)).toEqual([300, 300, 300, 300, 300, 300]);
    expect(readdirSync(join(office.folder, 'import'))).toEqual([]);
  });

  it('given an import that a person stopped with a part in, when the program is started again, then it waits for the person', async () => {
    await using office = new Office();
    office.commitLimits = { whole: 500, part: 500 };
    let client = await office.open({ start: true });
    await client.reference.import(isp);
    const session = await opened(client, csv(Array.from({ length: 6000 }, (_, i) => line(i))));
    const commit = await client.import.commit({ session, activate: true });
    for (let next = await commit.next(); next.done !== true; next = await commit.next()) {
      if (next.value.done >= 1000) break;
    }
    await client.import.stop({ session });
    const some = (await client.customers.list({ filter: {} })).total;
    await office.close();
    client = await office.open({ start: true });
    const { stage } = await client.import.get({ session });
    await office.close();
    client = await office.open();
    if (some < 6000)
      expect({ stage, total: (await client.customers.list({ filter: {} })).total }).toEqual({
        stage: 'stopped',
        total: some,
      });
  });

  it('given values to the right of the last heading, when the file is checked, then their column is named', async () => {
    await using office = new Office();
    const client = await office.open();
    await client.reference.import(isp);
    const { ignored } = await ending(await client.import.dryRun({ file: csv([`${line(1)}, Road 3`]), choices: {} }));
    expect(ignored).toEqual(['K']);
  });

  it('given a session of nobody, when it is asked for, then it does not exist', async () => {
    await using office = new Office();
    const client = await office.open();
    const session = '00000000-0000-7000-8000-000000000000';
    await expect(client.import.get({ session })).rejects.toEqual(refusal('import-session-unknown'));
    await expect(client.import.undoBatch({ batch: session })).rejects.toEqual(refusal('import-batch-unknown'));
  });
});
