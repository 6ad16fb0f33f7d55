import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '#shared/domain/import/cell.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { codesOf, GOOD, ISP, NOBODY, problemsOf, row, told, work } from './isp.ts';

test('given a row without a fault, then nothing is told', () => {
  expect(codesOf({})).toEqual([]);
  expect(codesOf({ email: null, zone: null, address: null })).toEqual([]);
});

describe('missing-required and no-phone', () => {
  test('given empty cells, then each gives only that it is missing', () => {
    const empty = {
      username: null,
      password: '',
      fullName: ' \u00A0\u3000',
      phone: '\t',
      operator: null,
      package: null,
      billingProfile: null,
    };
    expect(told(work([row(empty)]))).toEqual([
      '2 Username missing-required',
      '2 Password missing-required',
      '2 Full Name missing-required',
      '2 Phone no-phone',
      '2 Operator missing-required',
      '2 Package missing-required',
      '2 Billing Profile missing-required',
    ]);
  });
});

describe('invalid-username', () => {
  test.each(['rahim', 'R.a_h@i:m/+-', '+8801711223344', '0', 'a'.repeat(64)])(
    'given %j, then it is a username',
    (username) => {
      expect(codesOf({ username })).toEqual([]);
    },
  );

  test.each([
    'rahim uddin',
    'রহিম',
    '_rahim',
    '.rahim',
    '-rahim',
    '@rahim',
    'rahim#1',
    'ra\u00A0him',
    'a'.repeat(65),
    'rahim\u200B',
  ])('given %j, then it is none', (username) => {
    expect(problemsOf({ username })).toMatchObject([{ code: 'invalid-username', value: username, severity: 'error' }]);
  });

  test('given a number, a date or a truth value, then its text is the username', () => {
    expect(codesOf({ username: 1711 })).toEqual([]);
    expect(codesOf({ username: { kind: 'date', iso: '2026-12-31' } })).toEqual([]);
    expect(codesOf({ username: true })).toEqual([]);
  });

  test('given a numeric cell that lost digits, then nobody is imported under what is left of it', () => {
    expect(codesOf({ username: { kind: 'number', written: '8.80171E+12' } })).toEqual(['invalid-username']);
    expect(codesOf({ username: { kind: 'number', written: '8.801711223344E+12' } })).toEqual([]);
  });
});

describe('passwords', () => {
  test.each([
    '`whoami`',
    '"secret1',
    "'secret1",
    'sec\u0007ret1',
    'sec\nret1',
    'x'.repeat(129),
    'ক'.repeat(43),
    '😀'.repeat(33),
  ])('given %j, then RADIUS would not take it', (password) => {
    expect(codesOf({ password })).toEqual(['invalid-password']);
  });

  test.each(['x'.repeat(128), 'ক'.repeat(42), 'é'.repeat(64), '😀'.repeat(32), 'has "quotes" inside', 12345678])(
    'given %j, then it is taken',
    (password) => {
      expect(codesOf({ password })).toEqual([]);
    },
  );

  test('given fewer than six characters, then it is weak', () => {
    expect(codesOf({ password: '12345' })).toEqual(['password-weak']);
    expect(codesOf({ password: '😀😀😀😀😀' })).toEqual(['password-weak']);
    expect(codesOf({ password: '123456' })).toEqual([]);
    expect(codesOf({ password: '"abc' })).toEqual(['invalid-password', 'password-weak']);
  });

  test('given the username or the phone in any writing, then it is weak', () => {
    expect(codesOf({ username: 'Rahim-01', password: 'rAHIM-01' })).toEqual(['password-weak']);
    const phone = '01711223344';
    for (const password of [
      '01711223344',
      '8801711223344',
      '+8801711223344',
      '1711223344',
      '০১৭১১২২৩৩৪৪',
      '01711-223344',
      1711223344,
    ]) {
      expect(codesOf({ phone, password })).toEqual(['password-weak']);
    }
    expect(codesOf({ phone, password: '01811223344' })).toEqual([]);
    expect(codesOf({ phone, password: '22334455' })).toEqual([]);
  });

  test('given "unknown" in any case, then it is not known, and not weak either', () => {
    for (const password of ['unknown', 'UNKNOWN', ' Unknown '])
      expect(codesOf({ password })).toEqual(['password-unknown']);
    expect(codesOf({ password: 'unknown1' })).toEqual([]);
  });

  test('given a numeric cell that lost digits, then what is left is not the password', () => {
    expect(codesOf({ password: { kind: 'number', written: '1.23457E+11' } })).toEqual(['invalid-password']);
  });

  test('given any password with any fault anywhere, then no problem holds it', () => {
    const password = fc
      .string({ minLength: 4, unit: fc.constantFrom('q', 'Z', '7', '`', '"', '\u0001', 'ক') })
      .map((text) => `Zq7${text}`);
    fc.assert(
      fc.property(password, fc.boolean(), (secret, asFormulaError) => {
        const cell: Cell = asFormulaError ? { kind: 'error', text: secret } : secret;
        const table = work([row({ password: cell, operator: 'nobody', phone: 'x', email: 'y' })]);
        expect(JSON.stringify([...table.problemsOf()])).not.toContain(JSON.stringify(secret).slice(1, -1));
        expect(JSON.stringify(table.page({ show: 'all' }, 0, 9))).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });
});

describe('phones', () => {
  test('given two numbers in one cell or none at all, then it is invalid', () => {
    for (const phone of ['01711223344 / 01811223344', '12', 'ask the shop', 12.5, true]) {
      expect(codesOf({ phone })).toEqual(['invalid-phone']);
    }
  });

  test('given the country of the row’s operator, then its numbers are meant', () => {
    expect(codesOf({ phone: '0712345678', operator: 'Kisumu' })).toEqual([]);
    expect(codesOf({ phone: '0712345678', operator: 'Dhaka North' })).toEqual(['invalid-phone']);
    expect(codesOf({ phone: '+254712345678', operator: 'Dhaka North' })).toEqual([]);
  });

  test('given a numeric cell without its zero, then the repaired number is suggested', () => {
    expect(problemsOf({ phone: 1711223344 })).toMatchObject([
      { code: 'phone-zero-lost', severity: 'warning', value: '1711223344', suggestion: '01711223344' },
    ]);
    expect(problemsOf({ phone: 712345678, operator: 'Kisumu' })).toMatchObject([{ suggestion: '0712345678' }]);
    expect(codesOf({ phone: 8801711223344 })).toEqual([]);
    expect(codesOf({ phone: '1711223344' })).toEqual([]);
  });

  test('given scientific notation, then the number is damaged and nothing else is told of the cell', () => {
    for (const phone of [
      '8.80171E+12',
      '8,80171E+12',
      '8.80171e12',
      { kind: 'number', written: '8.80171E+12' } as const,
    ]) {
      expect(codesOf({ phone })).toEqual(['phone-damaged']);
    }
  });

  test('given a numeric cell whose exponent hides no digit, then it is the number', () => {
    expect(codesOf({ phone: { kind: 'number', written: '8.801711223344E+12' } })).toEqual([]);
    expect(codesOf({ phone: { kind: 'number', written: '88017112233448801711223344' } })).toEqual(['invalid-phone']);
  });

  test('given a phone twice, then the later row is warned and names the first', () => {
    const table = work([row({ phone: '01711223344' }), row({ phone: '+880 1711 223344' }), row({ phone: 1711223344 })]);
    expect(told(table)).toEqual(['3 Phone duplicate-phone', '4 Phone phone-zero-lost', '4 Phone duplicate-phone']);
    expect([...table.problemsOf()].map(({ params }) => params['otherRow'])).toEqual([2, undefined, 2]);
  });

  test('given a customer with the phone, then the row is warned', () => {
    const existing = { ...NOBODY, phones: new Set(['8801711223344']) };
    expect(problemsOf({ phone: '01711223344' }, { existing })).toMatchObject([{ code: 'duplicate-phone', params: {} }]);
  });
});

test('given something else than an address, then invalid-email', () => {
  expect(codesOf({ email: 'rahim(at)example.com' })).toEqual(['invalid-email']);
  expect(codesOf({ email: 5 })).toEqual(['invalid-email']);
});

describe('references', () => {
  test('given names or codes in any writing, then they are found', () => {
    expect(
      codesOf({
        operator: ' dhaka\u0020NORTH\u00A0',
        package: 'h20',
        billingProfile: 'MO',
        zone: 'উত্তরা'.normalize('NFD'),
      }),
    ).toEqual([]);
  });

  test('given unknown ones, then each is told, with what is close', () => {
    expect(
      problemsOf({ operator: 'Dhaka Nort', package: 'Home10', billingProfile: 'Montly', zone: 'Mirpr' }),
    ).toMatchObject([
      { code: 'operator-not-found', suggestion: 'Dhaka North', params: { context: 'close' } },
      { code: 'package-not-found', value: 'Home10', suggestion: 'Home 10M' },
      { code: 'billing-profile-not-found', suggestion: 'Monthly' },
      { code: 'zone-not-found', suggestion: 'Mirpur' },
    ]);
  });

  test('given nothing close, then nothing is suggested', () => {
    const [found] = problemsOf({ package: 'Platinum Deluxe' });
    expect(found).toMatchObject({ code: 'package-not-found', params: {} });
    expect(found).not.toHaveProperty('suggestion');
  });

  test('given one name with two owners, then the nearest in the line of the row’s operator is meant', () => {
    const [north, south] = [
      ...work([
        row({ operator: 'Mirpur Net', package: 'Gold' }),
        row({ operator: 'Dhaka South', package: 'gold' }),
      ]).ready(),
    ];
    expect([north?.packageId, south?.packageId]).toEqual(['n-gold', 's-gold']);
    const own = {
      ...ISP,
      packages: [...ISP.packages, { ...ISP.packages[0]!, id: 'own', operatorId: 'north', code: 'OWN' }],
    };
    const [customer] = [...work([row({ operator: 'Mirpur Net', package: 'Home 10M' })], { isp: own }).ready()];
    expect(customer?.packageId).toBe('own');
  });

  test('given a package of another branch, by name or by code, then it does not exist: tenants that reach each other’s packages by name', () => {
    for (const name of ['Southern Special', 'S-ONLY', 'Southern Specia']) {
      const found = problemsOf({ operator: 'Dhaka North', package: name });
      expect(found).toMatchObject([{ code: 'package-not-found', value: name }]);
      expect(found[0]).not.toHaveProperty('suggestion');
    }
    expect(codesOf({ operator: 'Dhaka North', billingProfile: 'South Monthly' })).toEqual([
      'billing-profile-not-found',
    ]);
    expect(codesOf({ operator: 'Dhaka North', zone: 'Banani' })).toEqual(['zone-not-found']);
  });

  test('given a reseller at the console, then what is outside its reach answers exactly as what does not exist', () => {
    const isp = { ...ISP, actorOperatorId: 'north' };
    const known = { ...row({ operator: 'Dhaka South', package: 'Southern Special' }) };
    const strange = { ...known, operator: 'Dhaka Sauth', package: 'Sauthern Special' };
    const shape = (cells: typeof known) => problemsOf(cells, { isp }).map((found) => ({ ...found, value: '' }));
    expect(shape(known)).toEqual(shape(strange));
    expect(shape(known).map(({ code }) => code)).toEqual(['operator-not-found', 'package-not-found']);
    expect(codesOf({ operator: 'admin' }, { isp })).toEqual(['operator-not-found']);
    expect(codesOf({ operator: 'Mirpur Net', package: 'Gold' }, { isp })).toEqual([]);
  });

  test('given an unknown operator, then the rest of the row is checked against all in sight', () => {
    expect(codesOf({ operator: 'nobody', package: 'Southern Special' })).toEqual(['operator-not-found']);
    expect(codesOf({ operator: null, package: 'Nothing' })).toEqual(['missing-required', 'package-not-found']);
    expect(codesOf({ operator: 'nobody', package: 'Half Done' })).toEqual(['operator-not-found', 'package-incomplete']);
  });

  test('given a name that is another’s code, then the name is meant', () => {
    const isp = { ...ISP, zones: [...ISP.zones, { id: 'z9', operatorId: 'admin', name: 'Z1', code: 'Z9' }] };
    const [customer] = [...work([row({ zone: 'z1' })], { isp }).ready()];
    expect(customer?.zoneId).toBe('z9');
  });

  test('given a numeric code in a numeric cell, then it is found', () => {
    const isp = { ...ISP, zones: [{ id: 'z101', operatorId: 'admin', name: 'Farmgate', code: '101' }] };
    expect(codesOf({ zone: 101 }, { isp })).toEqual([]);
  });

  test('given a package without price, then it is incomplete', () => {
    expect(problemsOf({ package: 'Half Done' })).toMatchObject([{ code: 'package-incomplete', value: 'Half Done' }]);
  });
});

describe('package-type-mismatch', () => {
  const fixed = { package: 'Office Fixed', ip: '10.0.1.9' };

  test('given a fixed address billed by the day, then it is refused', () => {
    expect(problemsOf({ ...fixed, billingProfile: 'Daily' })).toMatchObject([
      { code: 'package-type-mismatch', field: 'package', params: { profile: 'Daily' } },
    ]);
    expect(codesOf({ ...fixed, billingProfile: 'Monthly' })).toEqual([]);
    expect(codesOf({ package: 'Cafe', billingProfile: 'Daily' })).toEqual([]);
    expect(codesOf({ package: 'Cable TV', billingProfile: 'Daily' })).toEqual([]);
  });

  test.each(['pppoe-monthly', 'PPPoE Monthly', 'PPPOE', 'PPPoE + Monthly Billing', 'ppp'])(
    'given %j for such a customer, then it fits',
    (type) => {
      expect(codesOf({ type })).toEqual([]);
    },
  );

  test.each([
    ['hotspot', 'type'],
    ['static', 'type'],
    ['pppoe-daily', 'mode'],
    ['fibre', 'unknown'],
    ['__proto__', 'unknown'],
  ])('given Type %j for a monthly PPPoE customer, then it does not fit', (type, context) => {
    expect(problemsOf({ type })).toMatchObject([
      { code: 'package-type-mismatch', field: 'type', value: type, params: { context } },
    ]);
  });

  test('given package or profile unknown, then only what is known is compared', () => {
    expect(codesOf({ package: 'Nothing', type: 'hotspot' })).toEqual(['package-not-found']);
    expect(codesOf({ billingProfile: 'Nothing', type: 'pppoe-daily' })).toEqual(['billing-profile-not-found']);
    expect(codesOf({ billingProfile: 'Nothing', type: 'hotspot' })).toEqual([
      'billing-profile-not-found',
      'package-type-mismatch',
    ]);
  });

  test('given a refused pair and a Type that names it, then it is told once', () => {
    expect(codesOf({ ...fixed, billingProfile: 'Daily', type: 'static-monthly' })).toEqual(['package-type-mismatch']);
  });
});

describe('daily-without-balance', () => {
  const daily = { billingProfile: 'Daily' };

  test('given no credit, then the row is warned: at the balance, or at the profile where the file has no balances', () => {
    expect(told(work([row(daily)]))).toEqual(['2 Billing Profile daily-without-balance']);
    for (const balance of [null, '0', 0, '-5', -0.01]) {
      expect(told(work([row({ ...daily, balance })]))).toEqual(['2 Balance daily-without-balance']);
    }
  });

  test('given credit, or another type, then it is not', () => {
    expect(codesOf({ ...daily, balance: '0.01' })).toEqual([]);
    expect(codesOf({ ...daily, package: 'Cafe' })).toEqual([]);
    expect(codesOf({ billingProfile: 'Monthly', balance: '0' })).toEqual([]);
  });

  test('given a balance that cannot be read, then only that is told', () => {
    expect(codesOf({ ...daily, balance: 'much' })).toEqual(['invalid-value']);
    expect(codesOf({ ...daily, balance: '#N/A' })).toEqual(['formula-error']);
  });
});

describe('addresses', () => {
  test('given a static package without an address, then "IP address is required"', () => {
    expect(told(work([row({ package: 'Office Fixed' })]))).toEqual(['2 IP Address ip-required']);
    expect(codesOf({ package: 'Office Fixed', ip: '#REF!' })).toEqual(['formula-error']);
  });

  test.each(['10.0.1', '10.0.1.256', '010.0.1.9', '10.0.1.9/32', 10.5, 'dhcp'])('given %j, then invalid-ip', (ip) => {
    expect(codesOf({ ip })).toEqual(['invalid-ip']);
  });

  test('given an address that no block of the package has for customers, then ip-outside-pool', () => {
    for (const ip of ['192.168.0.9', '10.0.0.0', '10.0.0.7', '10.0.1.0', '10.0.1.255']) {
      expect(codesOf({ ip })).toEqual(['ip-outside-pool']);
    }
    expect(codesOf({ ip: '10.0.0.6' })).toEqual([]);
    expect(codesOf({ ip: '192.168.0.9', package: 'Home 20M' })).toEqual([]);
    expect(codesOf({ ip: '10.0.1.9', package: 'Nothing' })).toEqual(['package-not-found']);
  });

  test('given a gateway, then it is taken', () => {
    expect(problemsOf({ ip: '10.0.0.1' })).toMatchObject([{ code: 'ip-taken', params: { context: 'gateway' } }]);
  });

  test('given an address twice or at a customer, then the later row is refused', () => {
    const table = work([row({ ip: '10.0.1.9' }), row({ ip: ' ১০.০.১.৯' }), row({ ip: '10.0.1.10' })], {
      existing: { ...NOBODY, ips: new Set([parseIpv4('10.0.1.10') ?? 0]) },
    });
    expect([...table.problemsOf()]).toMatchObject([
      { row: 3, code: 'ip-taken', params: { context: 'row', otherRow: 2 } },
      { row: 4, code: 'ip-taken', params: {} },
    ]);
  });

  test('given a MAC of no device, then invalid-mac; the same MAC twice is nobody’s business', () => {
    expect(codesOf({ mac: 'FF:FF:FF:FF:FF:FF' })).toEqual(['invalid-mac']);
    expect(told(work([row({ mac: 'aabb.ccdd.ee01' }), row({ mac: 'AA:BB:CC:DD:EE:01' })]))).toEqual([]);
  });
});

describe('dates', () => {
  test.each([
    '2026-12-31',
    '31/12/2026',
    '12/31/2026',
    '31-Dec-26',
    '05/05/2026',
    '৩১/১২/২০২৬',
    { kind: 'date', iso: '2026-12-31' } as const,
  ])('given %j, then it is a date', (expires) => {
    expect(codesOf({ expires })).toEqual([]);
  });

  test('given day and month that can be exchanged, then it is ambiguous until an order is chosen', () => {
    const expires = '03/04/2026';
    expect(problemsOf({ expires })).toMatchObject([
      { code: 'ambiguous-date', params: { dayFirst: '2026-04-03', monthFirst: '2026-03-04' } },
    ]);
    const of = (dateOrder: 'DMY' | 'MDY') =>
      [...work([row({ expires })], { choices: { dateOrder } }).ready()][0]?.expires;
    expect(of('DMY')).toBe('2026-04-03');
    expect(of('MDY')).toBe('2026-03-04');
  });

  test('given no date, then invalid-date; the days of a bare number are suggested', () => {
    expect(problemsOf({ expires: 'soon' })).toMatchObject([{ code: 'invalid-date', params: {} }]);
    expect(problemsOf({ expires: 46387 })).toMatchObject([{ code: 'invalid-date', suggestion: '2026-12-31' }]);
    expect(problemsOf({ expires: 5 })[0]).not.toHaveProperty('suggestion');
    expect(codesOf({ expires: { kind: 'number', written: '4.6E+9' } })).toEqual(['invalid-date']);
  });
});

describe('amounts and numbers', () => {
  test.each([
    'free',
    '1.2345',
    true,
    { kind: 'number', written: '1.5E+9' } as const,
    { kind: 'date', iso: '2026-12-31' } as const,
    1.234,
  ])('given the balance %j, then it cannot be read', (balance) => {
    expect(problemsOf({ balance })).toMatchObject([
      { code: 'invalid-value', field: 'balance', params: { context: 'amount' } },
    ]);
  });

  test.each(['90071992547409.91', '-1,000,000,000.01', 1e12])(
    'given the balance %j, then it is more than one can be',
    (balance) => {
      expect(problemsOf({ balance })).toMatchObject([
        { code: 'invalid-value', field: 'balance', params: { context: 'most', most: '1000000000.00' } },
      ]);
    },
  );

  test('given an account number that lost its digits, then it is told', () => {
    expect(problemsOf({ accountNumber: { kind: 'number', written: '1.23457E+15' } })).toMatchObject([
      { code: 'invalid-value', field: 'accountNumber', params: { context: 'damaged' } },
    ]);
    expect(codesOf({ accountNumber: '1.23457E+15' })).toEqual([]);
  });
});

describe('usernames across rows and customers', () => {
  test('given two rows with one username in any case and white space, then the later is refused and names the first: duplicate customers by case', () => {
    const spaces = fc.constantFrom('', ' ', '\u00A0', '\u3000', '\t', '\uFEFF');
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9][a-z0-9._@-]{0,20}$/),
        fc.array(fc.boolean()),
        spaces,
        spaces,
        (name, capitals, before, after) => {
          const variant = Array.from(name)
            .map((letter, i) => (capitals[i] ? letter.toUpperCase() : letter))
            .join('');
          const table = work([row({ username: name }), row({ username: before + variant + after })]);
          expect([...table.problemsOf()]).toMatchObject([
            { row: 3, code: 'duplicate-in-file', params: { otherRow: 2 } },
          ]);
        },
      ),
    );
  });

  test('given three of one name, then both later ones name the first', () => {
    const table = work([row({ username: 'a1' }), row({ username: 'A1' }), row({ username: 'a1 ' })]);
    expect([...table.problemsOf()].map(({ row: number, params }) => [number, params['otherRow']])).toEqual([
      [3, 2],
      [4, 2],
    ]);
  });

  test('given customers that exist or existed, then duplicate-username or username-was-deleted', () => {
    const existing = { ...NOBODY, usernames: new Map([['rahim', 'live'] as const, ['karim', 'deleted'] as const]) };
    const table = work([row({ username: 'Rahim' }), row({ username: 'KARIM' }), row({ username: 'karim' })], {
      existing,
    });
    expect(told(table)).toEqual([
      '2 Username duplicate-username',
      '3 Username username-was-deleted',
      '4 Username duplicate-in-file',
      '4 Username username-was-deleted',
    ]);
  });

  test('given an invalid username twice, then it is also a duplicate: all problems of a row are told', () => {
    expect(told(work([row({ username: 'ra him' }), row({ username: 'ra him' })]))).toEqual([
      '2 Username invalid-username',
      '3 Username invalid-username',
      '3 Username duplicate-in-file',
    ]);
  });
});

describe('formula-error', () => {
  test('given failed formulas in every column, then each cell tells only that', () => {
    const failed = Object.fromEntries(Object.keys(GOOD).map((field) => [field, { kind: 'error', text: '#REF!' }]));
    const table = work([row(failed)]);
    expect(new Set([...table.problemsOf()].map(({ code }) => code))).toEqual(new Set(['formula-error']));
    expect([...table.problemsOf()]).toHaveLength(10);
  });

  test.each(['#N/A', '#REF!', ' #DIV/0! ', '#name?', 'Err:502'])(
    'given the text %j in a CSV, then it is one too',
    (fullName) => {
      expect(codesOf({ fullName })).toEqual(['formula-error']);
    },
  );

  test('given text that only begins so, then it is text', () => {
    for (const address of ['#12, Road 5', 'Err: none', 'Eskaton', 'east']) expect(codesOf({ address })).toEqual([]);
  });
});

test('given a very long value, then the problem tells its beginning', () => {
  const [found] = problemsOf({ username: 'x'.repeat(10_000) });
  expect(found?.value).toHaveLength(201);
});
