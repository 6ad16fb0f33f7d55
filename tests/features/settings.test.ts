import { describe, expect, test } from 'vitest';
import { coreAtWork } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

describe('settings', () => {
  test('given a new data folder, when the shell asks, then it is Bangladesh, empty, and the admin acts', async () => {
    const { as, folder } = await coreAtWork();
    expect(await as().settings.get()).toMatchObject({
      country: 'BD',
      currency: 'BDT',
      timeZone: 'Asia/Dhaka',
      empty: true,
      recoveryConfirmed: false,
      dataFolder: folder,
      version: '0.0.0-test',
      lockAfterMinutes: 15,
      purgeAfterDays: 365,
      checksRouters: true,
    });
  });

  test('given a change, when it is made, then the answer and the next reading have it, and it waits for the centre', async () => {
    const { as } = await coreAtWork();
    const changed = await as().settings.update({ country: 'KE', currency: 'KES', timeZone: 'Africa/Nairobi' });
    expect(changed).toMatchObject({ country: 'KE', currency: 'KES', timeZone: 'Africa/Nairobi' });
    expect(await as().settings.get()).toEqual(changed);
    expect((await as().sync.status()).waiting).toBeGreaterThan(0);
  });

  test('given the nightly comparison of routers, when it is switched off and on, then the next reading has it', async () => {
    const { as } = await coreAtWork();
    expect(await as().settings.update({ checksRouters: false })).toMatchObject({ checksRouters: false });
    expect((await as().settings.get()).checksRouters).toBe(false);
    expect(await as().settings.update({ checksRouters: true })).toMatchObject({ checksRouters: true });
  });

  test("given a reseller's own admin, when a recovery code is asked for, then it is refused: it would open the whole folder", async () => {
    const { as } = await coreAtWork();
    await as().reference.import({ operators: [{ name: 'Khulna' }] });
    const { operators } = await as().reference.lists();
    const operatorId = operators.find(({ name }) => name === 'Khulna')!.id;
    for (const attempt of [
      as({ operatorId }).settings.newRecoveryCode(),
      as({ operatorId }).settings.unlock({ code: 'X' }),
    ]) {
      expect((await refusedWith(attempt)).code).toBe('isp-only');
    }
  });

  test('given a time zone that nobody knows, when it is set, then it is refused and nothing changes', async () => {
    const { as } = await coreAtWork();
    const refused = await refusedWith(as().settings.update({ country: 'KE', timeZone: '+06:00' }));
    expect(refused).toEqual({ code: 'reference-time-zone', params: { value: '+06:00' } });
    expect((await as().settings.get()).country).toBe('BD');
  });

  test('given a country in lower case, when it is set, then the input is refused with its place', async () => {
    const { as } = await coreAtWork();
    const refused = await refusedWith(as().settings.update({ country: 'bd' }));
    expect(refused).toEqual({
      code: 'input-invalid',
      params: { where: 'country', field: 'country', what: 'it is not written as it should be' },
    });
  });

  test('given the sample ISP, when the shell asks, then it is not empty and the changes wait', async () => {
    const { as } = await coreAtWork();
    await as().reference.demo();
    expect((await as().settings.get()).empty).toBe(false);
    expect((await as().sync.status()).waiting).toBeGreaterThan(42);
  });
});

describe('the recovery code', () => {
  test('given a new data folder, when its core is made, then there is a code to be shown, and a new one each time it is asked for', async () => {
    const { core, as } = await coreAtWork();
    const { code } = await as().settings.newRecoveryCode();
    expect(core.recoveryCode).not.toBeNull();
    expect(code).not.toBe(core.recoveryCode);
    expect((await as().settings.newRecoveryCode()).code).not.toBe(code);
  });

  test('given it was confirmed, when a new one is made, then that one has to be confirmed again', async () => {
    const { as } = await coreAtWork();
    expect((await as().settings.confirmRecoveryCode()).recoveryConfirmed).toBe(true);
    await as().settings.newRecoveryCode();
    expect((await as().settings.get()).recoveryConfirmed).toBe(false);
  });

  test('given somebody who is not the admin, when a code is asked for, then it is refused and the old one stays', async () => {
    const { as } = await coreAtWork();
    await as().settings.confirmRecoveryCode();
    expect((await refusedWith(as({ role: 'manager' }).settings.newRecoveryCode())).code).toBe('not-allowed');
    expect((await as().settings.get()).recoveryConfirmed).toBe(true);
  });
});
