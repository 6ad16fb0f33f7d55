import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scriptText } from '#shared/domain/provisioning/script-text.ts';
import type { ExportRecord } from '#shared/domain/router-export/export.ts';
import { readRouterExport } from '#shared/domain/router-export/read.ts';
import { exportNamed, readBytes } from './exports.ts';

const read = (text: string) => readRouterExport(text, readBytes);
const file = (name: string) => read(exportNamed(name).toString('latin1'));
const fieldsOf = (records: readonly ExportRecord[], menu: string) =>
  records.filter((record) => record.menu === menu && record.command === 'add').map(({ fields }) => fields);

describe('whole exports', () => {
  test('Given an export of 6.49 with CRLF and wrapped lines, when it is read, then every record is there as the router has it', () => {
    const { header, records, findings } = file('6.49-pop-mirpur');
    expect(findings).toEqual([]);
    expect(header).toEqual({
      made: 'nov/30/2026 10:21:07',
      version: '6.49.17',
      softwareId: '8KQ2-L4YM',
      model: 'RB3011UiAS',
    });
    expect(fieldsOf(records, '/ppp/secret')).toEqual([
      {
        comment: 'Karim Uddin 01711223344',
        name: 'karim',
        password: 'kar1m-pass',
        profile: 'Home-10M',
        'remote-address': '10.10.0.77',
        service: 'pppoe',
      },
      { comment: 'রহিম 01811223344', name: 'rahim', password: 'a b"c\\d$e?', profile: 'Home-10M', service: 'pppoe' },
      {
        'caller-id': 'AA:BB:CC:00:11:22',
        comment: 'José Costa',
        disabled: 'yes',
        name: 'jose',
        password: 'old-pass',
        service: 'pppoe',
      },
      {
        comment: 'lastmile:0192f3a4-5b6c-7d8e-9f00-112233445566',
        name: 'ours',
        password: 'x9',
        profile: 'Home-10M',
        service: 'pppoe',
      },
    ]);
    expect(fieldsOf(records, '/ip/dhcp-server/lease')[0]).toMatchObject({ comment: 'Office Traders 01911000020' });
    expect(fieldsOf(records, '/system/scheduler')[0]).toMatchObject({
      'on-event': '/system backup save name=day\r\n:log info "kept"\r\n',
    });
    expect(fieldsOf(records, '/ip/firewall/filter')[1]).toMatchObject({ 'dst-address': '!192.168.88.0/24' });
    const sets = records.filter(({ command }) => command === 'set').map(({ menu, of }) => [menu, of]);
    expect(sets).toEqual([
      ['/interface/ethernet', '[ find default-name=ether1 ]'],
      ['/interface/ethernet', '[ find default-name=ether2 ]'],
      ['/ppp/profile', '*FFFFFFFE'],
      ['/user/group', 'full'],
      ['/ip/hotspot/user', '[ find default=yes ]'],
      ['/system/identity', null],
    ]);
  });

  test('Given the same router with and without secrets, when both exports are read, then they differ in the passwords alone', () => {
    const withSecrets = file('7.16-show-sensitive');
    const without = file('7.16-hidden');
    expect([withSecrets.findings, without.findings]).toEqual([[], []]);
    const bare = withSecrets.records.map(({ fields, ...record }) => ({
      ...record,
      fields: Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'password')),
    }));
    expect(bare).toEqual(without.records);
    expect(fieldsOf(withSecrets.records, '/ppp/secret').map(({ password }) => password)).toEqual([
      'njeri 77',
      'ot-ieno',
    ]);
  });

  test('Given a terse export with both kinds of path that the router did not finish, when it is read, then every line stands for itself and the end is a finding', () => {
    const { header, records, findings } = file('7.20-terse');
    expect(header).toMatchObject({ made: '2026-11-30 10:21:07', version: '7.20.4' });
    expect(records.map(({ menu, line }) => [menu, line])).toEqual([
      ['/ppp/profile', 6],
      ['/ip/dhcp-server/lease', 7],
      ['/ip/hotspot/user', 8],
      ['/ppp/secret', 9],
      ['/ppp/secret', 10],
    ]);
    expect(fieldsOf(records, '/ip/hotspot/user')[0]).toEqual({ name: 'wanjiku', password: 'hs-1234', address: '' });
    expect(fieldsOf(records, '/ppp/secret')[1]).toMatchObject({ password: '' });
    expect(findings).toEqual([
      { line: 11, reason: 'unfinished', menu: null, words: 'error exporting "/system/note" (timeout)', fields: null },
    ]);
  });
});

describe('single lines', () => {
  const valueOf = (written: string): string | undefined =>
    read(`/ppp secret\nadd name=${written}\n`).records[0]?.fields['name'];

  test.each([
    ['plain-1.2', 'plain-1.2'],
    ['""', ''],
    ['', ''],
    ['"two words"', 'two words'],
    ['"\\_edge\\_"', ' edge '],
    ['"\\t\\r\\n\\a\\b"', '\t\r\n\x07\b'],
    ['"\\C3\\A9"', 'é'],
    ['"\\C3\\\n    \\A9"', 'é'],
    ['"\\E9t\\E9"', 'été'],
    ['a\\$b', 'a$b'],
    ['\\\n    wrapped', 'wrapped'],
    ['ft\\\r\n    p,read', 'ftp,read'],
    ['"one \\  \n   two"', 'one two'],
    ['"line \\\\"', 'line \\'],
    ['"# no remark"', '# no remark'],
    ['a=b', 'a=b'],
  ])('Given the value %j, when it is read, then it is %j', (written, value) => {
    expect(valueOf(written)).toBe(value);
  });

  test.each([
    ['add name="open', 'quotation', 'name', {}],
    ['add name=a password="x"y', 'quotation', 'password', { name: 'a' }],
    ['add name=a password=x"y', 'quotation', 'password', { name: 'a' }],
    ['add name=a password="\\q"', 'escape', 'password', { name: 'a' }],
    ['add name=$who', 'expression', 'name', {}],
    ['add name=a hunter2', 'word', '', { name: 'a' }],
    ['add =a', 'word', '', {}],
    [':local hunter2 "x"', 'command', '', null],
    ['hunter2', 'command', '', null],
    ['remove [ find name=a ]', 'command', 'remove', null],
  ] as const)(
    'Given the line %j, when it is read, then it is a finding without any value of it, and the next line is read',
    (line, reason, words, fields) => {
      const { records, findings } = read(`/ppp secret\n${line}\nadd name=next\n`);
      expect(findings).toEqual([{ line: 2, reason, menu: '/ppp/secret', words, fields }]);
      expect(records.map((record) => record.fields)).toEqual([{ name: 'next' }]);
    },
  );

  test('Given a broken line that goes on, when it is read, then what it goes on to is no line of its own', () => {
    const { records, findings } = read('/ppp secret\nadd name=$x \\\n    password=y\nadd name=next\n');
    expect(findings).toHaveLength(1);
    expect(records).toMatchObject([{ line: 4, fields: { name: 'next' } }]);
  });

  test('Given a menu that cannot be read, when records follow, then they are not taken for those of the menu before', () => {
    const { records, findings } = read('/ppp secret\nadd name=a\n/ip "hotspot" user\nadd name=b\n');
    expect(records.map(({ fields }) => fields['name'])).toEqual(['a']);
    expect(findings.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'word'],
      [4, 'no-menu'],
    ]);
  });

  test('Given a terse line in another menu, when a plain line follows, then it stands in the menu before', () => {
    const { records } = read('/ppp secret\n/ip pool add name=p\nadd name=a\n');
    expect(records.map(({ menu }) => menu)).toEqual(['/ip/pool', '/ppp/secret']);
  });
});

const FIELD = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const FIELDS = fc.dictionary(FIELD, fc.string({ unit: 'grapheme', maxLength: 40 }), { maxKeys: 6 });

/** Lines as long as a router's, broken where it may break them: between fields, and inside of quotation marks. */
function wrapped(line: string, ends: string): string {
  const parts = line.match(/(?:\\(?:[0-9A-F]{2}|[^])|[^\\]){1,60}/g) ?? [];
  return parts.map((part, i) => (i === 0 ? part : part.replace(/^ /, '\\_'))).join(`\\${ends}    `);
}

test('Given any records, when they are written as a router does and read, then they are the same', () => {
  fc.assert(
    fc.property(fc.array(FIELDS, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (all, ends) => {
      const lines = all.map((fields) =>
        ['add', ...Object.entries(fields).map(([field, value]) => `${field}=${scriptText(value)}`)].join(' '),
      );
      const text = ['# remark', '/ppp secret', ...lines, ''].join(ends);
      const { records, findings } = read(text);
      expect(findings).toEqual([]);
      expect(records.map(({ fields }) => fields)).toEqual(all.map((fields) => ({ ...fields })));
      // One value alone, in as many lines as it takes.
      for (const [field, value] of all.flatMap((fields) => Object.entries(fields))) {
        const one = `/ppp secret${ends}add ${field}=${wrapped(scriptText(value), ends)}${ends}`;
        expect(read(one).records[0]?.fields).toEqual({ [field]: value });
      }
    }),
  );
});

/** Texts that look like an export for a while. */
const NEARLY = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '/ppp secret',
          '/ip/hotspot/user',
          'add',
          'set',
          ' ',
          '\n',
          '\r\n',
          '\\',
          '\\\n',
          '"',
          '=',
          '!',
          '#',
          '[',
          ']',
        ],
        ...['name=', 'password="', '\\C3', '\\_', '$', ';', '{', '*0', ':put', '\u0000', '\uFEFF'],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

test('Given any text, when it is read, then nothing is thrown, and every record and finding has its place in it', () => {
  fc.assert(
    fc.property(fc.oneof(NEARLY, fc.string({ unit: 'binary' })), (text) => {
      const { records, findings } = read(text);
      const lines = text.split(/\r\n?|\n/).length;
      for (const { line } of [...records, ...findings]) expect(line >= 1 && line <= lines).toBe(true);
      const at = [...records, ...findings].map(({ line }) => line);
      expect(new Set(at).size).toBe(at.length);
    }),
    { numRuns: 2000 },
  );
});

test('Given an export cut off anywhere, when it is read, then what stands before the cut is as in the whole', () => {
  const text = exportNamed('6.49-pop-mirpur').toString('latin1');
  const whole = read(text).records;
  fc.assert(
    fc.property(fc.nat(text.length), (at) => {
      const { records } = read(text.slice(0, at));
      // The last one may be cut short itself.
      expect(records.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, records.length - 1)));
    }),
  );
});

test('Given a finding of a line with a password, when it is told, then neither its words nor its reason hold the password', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9"\\$]{8,16}$/), (password) => {
      const { findings } = read(
        `/ppp secret\nadd name=a password=${password}\nadd name=b password="${password}\n${password}\n`,
      );
      for (const { words, reason } of findings) expect(`${words} ${reason}`).not.toContain(password);
    }),
  );
});
