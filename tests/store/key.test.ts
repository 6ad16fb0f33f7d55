import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyFiles } from '#main/platform/key-files.ts';
import { placesOf } from '#main/platform/node.ts';
import { type KeyKeeper, sealWith, type Store } from '#main/store/index.ts';
import { machine, type Machine, refusalOf } from './scene.ts';

const SECRET = 'swordfish';
const sealedIn = (store: Store): Buffer => store.seal.seal(SECRET, 'customer-1', 'customer.password_sealed');
const openedIn = (store: Store, sealed: Buffer): string =>
  store.seal.open(sealed, 'customer-1', 'customer.password_sealed').toString();
const keyFilesOf = ({ root }: Machine): string[] =>
  readdirSync(join(root, 'keys')).map((name) => join(root, 'keys', name));

/** The folder as it stands, carried to a machine that has none of its keys. */
function moved(from: Machine): Machine {
  const to = machine();
  cpSync(from.folder, to.folder, { recursive: true });
  return to;
}

describe('a seal', () => {
  test('property: what was sealed opens for the same record and column, and looks different every time', () => {
    const seal = sealWith(new Uint8Array(32).fill(7));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uuid(), fc.string(), (text, id, column) => {
        const sealed = seal.seal(text, id, column);
        expect(seal.open(sealed, id, column).equals(Buffer.from(text))).toBe(true);
        expect(seal.seal(text, id, column).equals(sealed)).toBe(false);
      }),
    );
  });

  test('property: no changed bit, other record, other column or other key opens it', () => {
    const seal = sealWith(new Uint8Array(32).fill(7));
    const other = sealWith(new Uint8Array(32).fill(8));
    const sealed = seal.seal(SECRET, 'a', 'b');
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => seal.open(changed, 'a', 'b')).toThrow('store-sealed-damaged');
      }),
    );
    expect(() => seal.open(sealed, 'x', 'b')).toThrow('store-sealed-damaged');
    expect(() => seal.open(sealed, 'a', 'x')).toThrow('store-sealed-damaged');
    expect(() => other.open(sealed, 'a', 'b')).toThrow('store-sealed-damaged');
    for (let length = 0; length < sealed.length; length++) {
      expect(() => seal.open(sealed.subarray(0, length), 'a', 'b')).toThrow('store-sealed-damaged');
    }
  });

  test('never uses a nonce twice in many thousand sealings', () => {
    const seal = sealWith(new Uint8Array(32));
    const nonces = new Set<string>();
    for (let i = 0; i < 5000; i++) nonces.add(seal.seal('', 'a', 'b').subarray(1, 13).toString('hex'));
    expect(nonces.size).toBe(5000);
  });

  test('is the same in another thread that was handed the key', async () => {
    const store = await machine().open();
    expect(
      openedIn(store, Buffer.from(sealWith(store.seal.key).seal(SECRET, 'customer-1', 'customer.password_sealed'))),
    ).toBe(SECRET);
  });
});

describe('the key of a data folder', () => {
  test('stands outside the folder, in a file that only its owner may read', async () => {
    const here = machine();
    await here.open();
    const [file, ...others] = keyFilesOf(here);
    expect(others).toEqual([]);
    expect(statSync(file!).mode & 0o777).toBe(0o600);
    expect(statSync(join(here.root, 'keys')).mode & 0o777).toBe(0o700);
  });

  test('stands nowhere in the folder, in no message and in no log line', async () => {
    const here = machine();
    const store = await here.open();
    const key = Buffer.from(store.seal.key);
    const wrapping = Buffer.from(readFileSync(keyFilesOf(here)[0]!, 'utf8').trim(), 'hex');
    await store.newRecoveryCode();
    await store.close();
    for (const name of readdirSync(here.folder)) {
      const bytes = readFileSync(join(here.folder, name));
      for (const secret of [key, wrapping]) {
        expect([name, bytes.includes(secret), bytes.includes(secret.toString('hex'))]).toEqual([name, false, false]);
      }
    }
    expect(JSON.stringify(here.logged)).not.toContain(key.toString('hex'));
  });

  test('opens what it sealed before the folder was closed', async () => {
    const here = machine();
    const store = await here.open();
    const sealed = sealedIn(store);
    await store.close();
    expect(openedIn(await here.open({ create: false }), sealed)).toBe(SECRET);
    expect(keyFilesOf(here)).toHaveLength(1);
  });

  test('of one folder does not open another folder of the same machine', async () => {
    const here = machine();
    const sealed = sealedIn(await here.open());
    const other = await here.open({ folder: join(here.root, 'other') });
    expect((await refusalOf(() => openedIn(other, sealed))).code).toBe('store-sealed-damaged');
  });

  test('is gone from a closed store', async () => {
    const store = await machine().open();
    await store.close();
    expect((await refusalOf(() => sealedIn(store))).code).toBe('key-locked');
  });

  test.skipIf(process.platform === 'win32')('is not used while others may read its file', async () => {
    const here = machine();
    await (await here.open()).close();
    const [file] = keyFilesOf(here);
    chmodSync(file!, 0o640);
    const store = await here.open();
    expect(store.locked).toBe(true);
    expect(await refusalOf(() => sealedIn(store))).toMatchObject({ code: 'key-file-exposed', params: { file } });
    expect(keyFilesOf(here)).toHaveLength(1);
  });

  test('that is damaged, or another one, is told apart from one that is missing', async () => {
    const here = machine();
    await (await here.open()).close();
    const [file] = keyFilesOf(here);
    const reason = async (text: string): Promise<string> => {
      writeFileSync(file!, text);
      const store = await here.open();
      const { code } = await refusalOf(() => sealedIn(store));
      await store.close();
      return code;
    };
    expect(await reason('short')).toBe('key-file-damaged');
    expect(await reason(`${'ab'.repeat(32)}\n`)).toBe('key-wrong');
  });
});

describe('a folder on a second machine', () => {
  test('opens, but what is sealed stays closed until the recovery code is given', async () => {
    const first = machine();
    const store = await first.open();
    const sealed = sealedIn(store);
    const code = await store.newRecoveryCode();
    await store.close();

    const second = moved(first);
    const there = await second.open({ create: false });
    expect(there.locked).toBe(true);
    expect(there.query.query.operator.findMany().sync()).toHaveLength(1);
    expect((await refusalOf(() => openedIn(there, sealed))).code).toBe('key-locked');
    expect((await refusalOf(() => there.seal.key)).code).toBe('key-locked');
    expect((await refusalOf(() => there.newRecoveryCode())).code).toBe('key-locked');
    const journal = there.write((tx) =>
      tx.journal({ uid: 'u', name: 'fields.purge', args: { by: '', at: 0, id: 'f' } }),
    );
    expect((await refusalOf(() => journal)).code).toBe('key-locked');

    await there.unlockWithRecoveryCode(code);
    expect(there.locked).toBe(false);
    expect(openedIn(there, sealed)).toBe(SECRET);
    await there.close();
    expect(openedIn(await second.open({ create: false }), sealed)).toBe(SECRET);
  });

  test('takes the recovery code as people type it', async () => {
    const first = machine();
    const store = await first.open();
    const code = await store.newRecoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    await store.close();
    const there = await moved(first).open();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    await there.unlockWithRecoveryCode(typed);
    expect(there.locked).toBe(false);
  });

  test('refuses a wrong code, a code that is none, and a code that another one has replaced', async () => {
    const first = machine();
    const store = await first.open();
    const old = await store.newRecoveryCode();
    const code = await store.newRecoveryCode();
    await store.close();
    const there = await moved(first).open();
    const refused = async (typed: string): Promise<string> =>
      (await refusalOf(() => there.unlockWithRecoveryCode(typed))).code;
    expect(await refused(old)).toBe('key-recovery-wrong');
    expect(await refused(code.slice(0, -1))).toBe('key-recovery-malformed');
    expect(await refused(code.replace(/.$/, 'U'))).toBe('key-recovery-malformed');
    expect(await refused(code.replace(/.$/, (last) => (last === '7' ? '8' : '7')))).toBe('key-recovery-wrong');
    expect(there.locked).toBe(true);
    await there.unlockWithRecoveryCode(code);
    expect(there.locked).toBe(false);
  });

  test('without a recovery code says that there never was one', async () => {
    const first = machine();
    await (await first.open()).close();
    const there = await moved(first).open();
    expect((await refusalOf(() => there.unlockWithRecoveryCode('0'.repeat(28)))).code).toBe('key-recovery-none');
  });

  test('goes on opening on the first machine', async () => {
    const first = machine();
    const store = await first.open();
    const sealed = sealedIn(store);
    const code = await store.newRecoveryCode();
    await store.close();
    const second = moved(first);
    const there = await second.open();
    await there.unlockWithRecoveryCode(code);
    await there.close();
    const back = await first.open({ folder: second.folder });
    expect(openedIn(back, sealed)).toBe(SECRET);
  });
});

describe('a machine with a key store of its own as well as key files', () => {
  /** What the desktop's key store does, in memory. */
  const platformKeys = (): KeyKeeper => {
    const kept = new Map<string, Uint8Array>();
    return {
      kind: 'platform',
      load: (keyId) => Promise.resolve(kept.get(keyId) ?? null),
      create: (keyId) => Promise.resolve(kept.set(keyId, new Uint8Array(32).fill(kept.size + 1)).get(keyId)!),
    };
  };

  test('opens with either of them, and gives the one that came later a slot of its own', async () => {
    const here = machine();
    const platform = platformKeys();
    const files = keyFiles(join(here.root, 'keys'));
    const store = await here.open({ keys: [files] });
    const sealed = sealedIn(store);
    await store.close();
    await (await here.open({ keys: [platform, files] })).close();
    const alone = await here.open({ keys: [platform] });
    expect(openedIn(alone, sealed)).toBe(SECRET);
    await alone.close();
    expect(openedIn(await here.open({ keys: [files] }), sealed)).toBe(SECRET);
  });

  test('and a key store that forgot the folder gets a new slot from the key file', async () => {
    const here = machine();
    const files = keyFiles(join(here.root, 'keys'));
    const store = await here.open({ keys: [platformKeys(), files] });
    const sealed = sealedIn(store);
    await store.close();
    const fresh = platformKeys();
    await (await here.open({ keys: [fresh, files] })).close();
    expect(openedIn(await here.open({ keys: [fresh] }), sealed)).toBe(SECRET);
  });
});

describe('where things are kept', () => {
  test.each([
    ['linux', {}, '/home/r', '/home/r/.local/share/lastmile', '/home/r/.config/lastmile/keys'],
    ['linux', { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c' }, '/home/r', '/d/lastmile', '/c/lastmile/keys'],
    [
      'linux',
      { XDG_DATA_HOME: 'd', XDG_CONFIG_HOME: '' },
      '/home/r',
      '/home/r/.local/share/lastmile',
      '/home/r/.config/lastmile/keys',
    ],
    [
      'darwin',
      {},
      '/Users/r',
      '/Users/r/Library/Application Support/Lastmile/data',
      '/Users/r/Library/Application Support/Lastmile/keys',
    ],
    ['win32', { APPDATA: 'C:\\R', LOCALAPPDATA: 'C:\\L' }, 'C:\\U', 'C:\\L\\Lastmile\\data', 'C:\\R\\Lastmile\\keys'],
    ['win32', {}, 'C:\\U', 'C:\\U\\AppData\\Local\\Lastmile\\data', 'C:\\U\\AppData\\Roaming\\Lastmile\\keys'],
    ['linux', { LASTMILE_KEYS: '/k' }, '/home/r', '/home/r/.local/share/lastmile', '/k'],
  ] as const)('on %s with %o', (os, env, home, dataFolder, keysFolder) => {
    expect(placesOf(os, env, home)).toEqual({ dataFolder, keysFolder });
  });

  test('a key folder that cannot be made is refused by name', async () => {
    const here = machine();
    mkdirSync(here.root, { recursive: true });
    writeFileSync(join(here.root, 'keys'), '');
    expect((await refusalOf(() => here.open())).code).toBe('key-file-not-written');
  });
});
