import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchText } from '#shared/domain/customer/search-text.ts';
import { searchCondition, searchFor, searchIndex, type Store } from '#main/store/index.ts';
import { addCustomer, machine, type SomeCustomer } from './scene.ts';

function found(store: Store, typed: string): string[] {
  const condition = searchCondition(typed);
  const { sql, params } = condition ?? { sql: 'TRUE', params: [] };
  return store.reader
    .prepare<unknown[], string>(`SELECT username FROM customer WHERE ${sql} ORDER BY seq`)
    .pluck()
    .all(...params);
}

async function storeWith(...customers: SomeCustomer[]): Promise<Store> {
  const store = await machine().open();
  await store.write((tx) => {
    for (const customer of customers) addCustomer(tx, customer);
  });
  return store;
}

const RAHIM: SomeCustomer = {
  username: 'Rahim.Khan@dn',
  fullName: 'আব্দুর রহিম Khan',
  phone: '+880 1711-223344',
  phoneKey: '8801711223344',
  ip: 0x0a000311,
  accountNumber: 'ACC-0042',
};
const KARIM: SomeCustomer = {
  username: 'karim',
  fullName: 'Md. Karim Straße',
  phone: '01811556677',
  phoneKey: '8801811556677',
};

describe('a customer is found by', () => {
  test.each([
    ['the middle of the username', 'm.kha'],
    ['the username in another case', 'RAHIM.KHAN@DN'],
    ['a name in Bangla', 'রহিম'],
    ['two words in any order', 'khan রহিম'],
    ['the phone as written', '+880 1711-223344'],
    ['a part of it as written', '1711-22'],
    ['the national number', '01711223344'],
    ['its beginning', '01711'],
    ['the international number', '8801711223344'],
    ['with a plus', '+8801711223344'],
    ['with two zeros', '008801711223344'],
    ['with spaces at other places', '01711 22 33 44'],
    ['with the zero in brackets', '+880 (0) 1711 223344'],
    ['Bangla digits', '০১৭১১২২৩৩৪৪'],
    ['its last digits', '3344'],
    ['the IP address', '10.0.3.17'],
    ['its beginning', '10.0.3'],
    ['the account number', 'acc-0042'],
    ['a part of it', '0042'],
    ['a long and a short word', 'khan dn'],
    ['white space around it', '\u00a0 rahim \t'],
  ])('%s: %s', async (_, typed) => {
    const store = await storeWith(RAHIM, KARIM);
    expect(found(store, typed)).toEqual(['Rahim.Khan@dn']);
  });

  test.each([
    ['the first letters of the username', 'ka'],
    ['the first letters of the name', 'md'],
    ['one letter', 'k'],
    ['two short words', 'md ka'],
    ['the sharp s as two letters', 'strasse'],
  ])('%s: %s', async (_, typed) => {
    const store = await storeWith(RAHIM, KARIM);
    expect(found(store, typed)).toEqual(['karim']);
  });

  test('its MAC in every notation, and its zone', async () => {
    const store = await storeWith(KARIM);
    const { seq, id } = await store.write((tx) => addCustomer(tx, { username: 'with-device' }));
    await store.write(({ db }) => {
      db.exec(
        `INSERT INTO zone (id, operator_id, name, name_key, code, code_key) SELECT 'z', id, 'Mirpur 10', 'mirpur 10', 'M', 'm' FROM operator`,
      );
      db.prepare(`UPDATE customer SET zone_id = 'z' WHERE seq = ?`).run(seq);
      db.prepare(
        `INSERT INTO device (id, customer_id, mac, added_by, added_at) VALUES ('d', ?, 'AA:BB:CC:DD:EE:01', 'me', 0)`,
      ).run(id);
      searchIndex(db).refresh(seq);
    });
    for (const typed of [
      'AA:BB:CC:DD:EE:01',
      'aa-bb-cc-dd-ee-01',
      'aabb.ccdd.ee01',
      'aabbccddee01',
      'bb:cc:dd',
      'cc-dd-ee',
      'mirpur',
      'mirpur 10',
      '10 mirpur',
      'with 10',
      'mirpur cc',
    ]) {
      expect([typed, found(store, typed)]).toEqual([typed, ['with-device']]);
    }
  });
});

describe('nothing is found', () => {
  test.each(['rahim karim', 'rahim 9', 'zzz', '10.0.4', '01911', 'hani', 'khan 9', 'n'])(
    'by %s, which no customer has',
    async (typed) => {
      expect(found(await storeWith(RAHIM, KARIM), typed)).toEqual([]);
    },
  );

  test('across two fields: the end of one and the beginning of the next are not one word', async () => {
    const store = await storeWith({ username: 'abc', fullName: 'def' });
    expect(found(store, 'abcdef')).toEqual([]);
    expect(found(store, 'bcde')).toEqual([]);
  });

  test('of what a customer was called before, or of a customer that is gone', async () => {
    const store = await storeWith(RAHIM, KARIM);
    await store.write(({ db }) => {
      db.exec(`UPDATE customer SET full_name = 'Jamal Uddin', name_key = 'jamal uddin' WHERE username = 'karim'`);
      searchIndex(db).refresh(2);
      searchIndex(db).remove(1);
    });
    expect(found(store, 'straße')).toEqual([]);
    expect(found(store, 'jamal')).toEqual(['karim']);
    expect(found(store, 'rahim')).toEqual([]);
  });
});

describe('whatever is typed', () => {
  test.each(['', '  ', '\u0000', '\t\n'])('nothing (%j) is no condition', (typed) =>
    expect(searchCondition(typed)).toBeNull(),
  );

  test.each([
    '"',
    '""',
    '""""',
    'ab"cd',
    '"quoted"',
    '"abc" OR "def',
    '"a',
    'a*',
    '*',
    'NEAR(a b)',
    'a AND',
    'NOT abc',
    'text:abc',
    '-abc',
    '^abc',
    '{text}: abc',
    "'; DROP TABLE customer",
    'a\0bcd',
    '(((',
    '%',
    '___',
  ])('is looked for as it is, never as a query: %j', async (typed) => {
    const store = await storeWith({ username: 'u1', fullName: 'plain' }, { username: 'u2', fullName: typed });
    expect(found(store, typed)).not.toContain('u1');
    if (!typed.includes('\0')) expect(found(store, typed)).toContain('u2');
  });

  test('property: no text is an error, and a customer is found by every long word of its name', async () => {
    const store = await machine().open();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('"', '*', '(', ')', 'a', 'b', ' '),
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          ),
          maxLength: 60,
        }),
        async (text) => {
          n += 1;
          const username = `user-${n}`;
          await store.write((tx) => addCustomer(tx, { username, fullName: text }));
          found(store, text);
          const words = text.normalize('NFC').split(/[\p{White_Space}\uFEFF\0]+/u);
          for (const word of words.filter((w) => Array.from(w).length >= 4 && w.isWellFormed())) {
            expect([word, found(store, word).includes(username)]).toEqual([word, true]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('property: words are found where they stand in the search text, and piece by piece the same', async () => {
  const store = await machine().open();
  // Few letters, so that parts of one word are often met in others, in another order and twice.
  const word = fc.string({ unit: fc.constantFrom('k', 'a', 'n', 'র', '1'), minLength: 1, maxLength: 7 });
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const names = fc.sample(name, { numRuns: 300, seed: 7 });
  await store.write((tx) => {
    for (const [n, fullName] of names.entries()) addCustomer(tx, { username: `u${n}`, fullName });
  });
  const long = word.filter((one) => Array.from(one).length >= 3 && !/^\d+$/.test(one));
  fc.assert(
    fc.property(fc.array(long, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 50 }), (words, most) => {
      const standing = names.flatMap((one, n) => (words.every((part) => one.includes(part)) ? [`u${n}`] : []));
      expect(found(store, words.join(' '))).toEqual(standing);
      const { sql = '', params = [], next } = searchFor(words.join(' '))?.numbers ?? {};
      const read = (query: string, ...given: unknown[]): number[] =>
        store.reader
          .prepare<unknown[], number>(query)
          .pluck()
          .all(...params, ...given);
      const pieces: number[] = [];
      for (let piece = read(next ?? '', 0, most); piece.length > 0; piece = read(next ?? '', pieces.at(-1), most))
        pieces.push(...piece);
      expect(pieces).toEqual(read(sql));
    }),
    { numRuns: 200 },
  );
});

describe('the path of a search', () => {
  const plan = (store: Store, typed: string): string => {
    const { sql, params } = searchCondition(typed)!;
    const steps = store.reader
      .prepare<unknown[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT seq FROM customer WHERE ${sql} AND status <> 'deleted'`,
      )
      .all(...params);
    return steps.map(({ detail }) => detail).join('\n');
  };

  test.each(['rahim', 'rahim khan', '01711', 'rahim kh'])('goes through the trigram index: %s', async (typed) => {
    const steps = plan(await storeWith(RAHIM), typed);
    expect(steps).toMatch(/SCAN customer_search VIRTUAL TABLE INDEX \d+:M/);
    expect(steps).toMatch(/SEARCH customer USING INTEGER PRIMARY KEY/);
    expect(steps).not.toMatch(/SCAN customer( |$)/m);
  });

  test.each(['r', 'ra', 'ra kh'])('of short words goes through the indexes of the columns: %s', async (typed) => {
    const steps = plan(await storeWith(RAHIM), typed);
    for (const index of ['customer_username', 'customer_name', 'customer_phone']) {
      expect(steps).toMatch(new RegExp(`SEARCH customer USING (COVERING )?INDEX ${index} `));
    }
    expect(steps).not.toMatch(/SCAN customer( |$)/m);
  });
});

describe('the search text', () => {
  test('is folded, with every writing of the phone and the address', () => {
    const text = searchText({
      username: 'Rahim',
      fullName: ' Abdur  RAHIM ',
      phone: '+880 1711-223344',
      phoneKey: '8801711223344',
      ip: 0x0a000311,
      macs: ['AA:BB:CC:DD:EE:01'],
      accountNumber: 'A-1',
      zoneName: 'মিরপুর ১০',
      custom: [],
    });
    expect(text.split('\n')).toEqual([
      'rahim',
      'abdur  rahim',
      '+880 1711-223344',
      '8801711223344',
      '01711223344',
      '10.0.3.17',
      'aa:bb:cc:dd:ee:01',
      'aabbccddee01',
      'a-1',
      'মিরপুর 10',
    ]);
  });

  test.each([
    ['254712345678', '0712345678'],
    ['919812345678', '09812345678'],
    ['14155550123', '04155550123'],
  ])('has the national form of %s', (phoneKey, national) => {
    const parts = {
      username: 'u',
      fullName: 'n',
      phone: null,
      phoneKey,
      ip: null,
      macs: [],
      accountNumber: null,
      zoneName: null,
      custom: [],
    };
    expect(searchText(parts).split('\n')).toEqual(['u', 'n', phoneKey, national]);
  });
});
