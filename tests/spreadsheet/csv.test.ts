import { describe, expect, test } from 'vitest';
import { csv, refusalOf, rowsOf, tableOf } from './reading.ts';

describe('given records', () => {
  test.each([
    ['CRLF', 'a,b\r\nc,d\r\n'],
    ['LF', 'a,b\nc,d\n'],
    ['CR', 'a,b\rc,d\r'],
    ['no last line end', 'a,b\nc,d'],
    ['line ends mixed', 'a,b\r\nc,d\r'],
  ])('when lines end with %s, then each is a row', async (_, text) => {
    expect((await tableOf(csv(text))).table).toEqual({
      numbers: [1, 2],
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
  });

  test('when lines are empty, blank or only delimiters, then they are left out and still counted', async () => {
    expect((await tableOf(csv('\na,b\n\n , \n,,,\n\r\nc,d\n\n'))).table).toEqual({
      numbers: [2, 7],
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    });
  });

  test('when rows have different lengths, then each keeps its own', async () => {
    expect(await rowsOf(csv('a,b,c\nd\ne,f,g,h,i\n,,x,,\n'))).toEqual([
      ['a', 'b', 'c'],
      ['d'],
      ['e', 'f', 'g', 'h', 'i'],
      [null, null, 'x'],
    ]);
  });

  test('when values look like numbers, dates or formulas, then they stay text', async () => {
    expect(await rowsOf(csv('007,8.8E+12,2026-01-01,=1+1,TRUE, x \n'))).toEqual([
      ['007', '8.8E+12', '2026-01-01', '=1+1', 'TRUE', ' x '],
    ]);
  });
});

describe('given quotation marks', () => {
  test.each([
    ['around delimiters', '"a,b",c', ['a,b', 'c']],
    ['doubled', '"a ""b"" c",d', ['a "b" c', 'd']],
    ['around nothing', '"",x', [null, 'x']],
    ['only doubled ones', '"""",x', ['"', 'x']],
    ['in the middle of a value', '5" pipe,b "c" d', ['5" pipe', 'b "c" d']],
    ['behind a space', 'a, "b"', ['a', ' "b"']],
    ['before more of the value', '"a"b,c', ['ab', 'c']],
    ['around a line end', '"a\r\nb",c', ['a\r\nb', 'c']],
  ])('when they stand %s, then the values are as Excel reads them', async (_, text, expected) => {
    expect(await rowsOf(csv(`${text}\n`), { delimiter: ',' })).toEqual([expected]);
  });

  test('when a value holds line breaks, then it is one row', async () => {
    expect((await tableOf(csv('a,"x\ny\nz"\nb,c\n'))).table.numbers).toEqual([1, 2]);
  });

  test('when one is never closed, then the refusal says where it opened', async () => {
    const rest = 'c,d\n'.repeat(200_000);
    for (const text of ['a,b\n\nc,"d\ne,f\n', `a,b\n\nc,"d\n${rest}`]) {
      expect(await refusalOf(csv(text))).toMatchObject({ code: 'csv-quote-open', params: { row: 3, column: 'B' } });
    }
  });

  test('when two stray ones would swallow the rows between them, then the refusal says where', async () => {
    const text = 'u1,"Rahim,Dhaka\nu2,Karim,Dhaka\nu3,"Salam,Dhaka\n';
    expect(await refusalOf(csv(text))).toMatchObject({ code: 'csv-quote-stray', params: { row: 1, column: 'B' } });
  });
});

describe('given a delimiter', () => {
  test.each([
    ['comma', ',', 'Username,Phone,Address\na,1,"x;y|z"\nb,2,"p;q"\n'],
    ['semicolon', ';', 'Username;Phone;Balance\na;1;800,00\nb;2;1.200,50\n'],
    ['tab', '\t', 'Username\tFull Name\tAddress\na\tA, B\tx, y\nb\tC, D\tz, w\n'],
    ['pipe', '|', 'Username|Phone|Address\na|1|Road 1, Dhaka\nb|2|Road 2\n'],
    ['semicolon with a title', ';', 'List of customers, Dhaka, 2026\n\nUsername;Phone;Zone\na;1;z\nb;2;z\n'],
  ] as const)('when it is a %s, then it is found', async (_, delimiter, text) => {
    const read = await tableOf(csv(text));
    expect(read.delimiter).toBe(delimiter);
    expect(read.table.rows.at(-1)).toHaveLength(3);
  });

  test('when there is one column, then it is one column', async () => {
    expect(await tableOf(csv('Username\na\nb\n'))).toMatchObject({
      delimiter: ',',
      table: { rows: [['Username'], ['a'], ['b']] },
    });
  });

  test('when one is given, then it is used', async () => {
    expect(await rowsOf(csv('a;b,c\nd;e,f\n'), { delimiter: ';' })).toEqual([
      ['a', 'b,c'],
      ['d', 'e,f'],
    ]);
  });

  test('when the first line names it as Excel does, then that line is no row', async () => {
    for (const line of ['sep=;', '"sep=;"', '\ufeffsep=;']) {
      const { delimiter, table } = await tableOf(csv(`${line}\r\na,b;c,d\r\n`));
      expect([delimiter, table]).toEqual([';', { numbers: [1], rows: [['a,b', 'c,d']] }]);
    }
  });
});

describe('given an encoding', () => {
  const text = 'Username,Full Name\nu1,রহিম উদ্দিন 😀\nu2,Karim\n';
  const expected = [
    ['Username', 'Full Name'],
    ['u1', 'রহিম উদ্দিন 😀'],
    ['u2', 'Karim'],
  ];
  const marked = `\ufeff${text}`;
  const swapped = (given: string): Buffer => Buffer.from(given, 'utf16le').swap16();

  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(marked), 'utf-8'],
    ['UTF-16 LE with a mark', Buffer.from(marked, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', swapped(marked), 'utf-16be'],
    ['UTF-16 LE', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE', swapped(text), 'utf-16be'],
  ])('when it is %s, then it is found', async (_, bytes, encoding) => {
    const read = await tableOf(bytes);
    expect(read.encoding).toBe(encoding);
    expect(read.table.rows).toEqual(expected);
    expect((await tableOf(bytes, { encoding: read.encoding ?? undefined })).table.rows).toEqual(expected);
  });

  test('when it is Windows-1252, then every byte is the right character', async () => {
    const bytes = Buffer.concat([Buffer.from('a,'), Buffer.from([0x80, 0x93, 0xe9, 0x9f]), Buffer.from('\n')]);
    expect(await tableOf(bytes)).toMatchObject({ encoding: 'windows-1252', table: { rows: [['a', '€“éŸ']] } });
  });

  test('when it is ASCII but for one byte of Windows-1252 at the end, then nothing is taken for cut off', async () => {
    expect(await rowsOf(Buffer.from('a,caf\xe9', 'latin1'))).toEqual([['a', 'café']]);
  });

  test('when UTF-8 is cut in the middle of a character or has a bad byte, then it is refused with the line', async () => {
    const bytes = Buffer.from('a,b\nc,রহিম\nd,রহিম');
    expect(await refusalOf(bytes.subarray(0, -1))).toMatchObject({ code: 'csv-bytes-damaged', params: { line: 3 } });
    const bad = Buffer.from(bytes);
    bad[bytes.indexOf('র') + 1] = 0x20;
    expect(await refusalOf(bad)).toMatchObject({ code: 'csv-bytes-damaged', params: { line: 2 } });
    expect(await refusalOf(bad, { encoding: 'utf-8' })).toMatchObject({
      code: 'csv-not-encoding',
      params: { line: 2 },
    });
  });

  test('when UTF-16 is cut in the middle of a character, then it is refused', async () => {
    expect((await refusalOf(Buffer.from(marked, 'utf16le').subarray(0, -1))).code).toBe('csv-cut-short');
    const half = Buffer.from('\ufeffa,b\nc,\ud83d', 'utf16le');
    expect(await refusalOf(half)).toMatchObject({ code: 'csv-not-encoding', params: { line: 2 } });
  });

  test('when there are zero bytes, then it is refused with the line', async () => {
    expect(await refusalOf(csv('a,b\nc,d\0e\n'))).toMatchObject({ code: 'csv-zero-bytes', params: { line: 2 } });
    const block = Buffer.concat([csv('a,b\n'.repeat(1000)), Buffer.alloc(4096), csv('c,d\n'.repeat(1000))]);
    expect((await refusalOf(block)).code).toBe('csv-zero-bytes');
  });

  test('when pieces break characters, surrogates, quotation marks or line ends, then nothing changes', async () => {
    const row = 'রহিম😀,"a ""b"" c\r\nd",x\r\n';
    const count = 60_000;
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      for (const encode of [
        (given: string) => Buffer.from(given),
        (given: string) => Buffer.from(`\ufeff${given}`, 'utf16le'),
      ]) {
        const { table } = await tableOf(encode(`${shift},y,z\r\n${row.repeat(count)}`));
        expect(table.rows).toHaveLength(count + 1);
        expect(new Set(table.rows.slice(1).map((cells) => JSON.stringify(cells)))).toEqual(
          new Set([JSON.stringify(['রহিম😀', 'a "b" c\r\nd', 'x'])]),
        );
      }
    }
  });
});

describe('given too much', () => {
  test('when a value is too long, then the refusal says where', async () => {
    const long = 'x'.repeat(10 * 1024 * 1024);
    for (const text of [`a,b\nc,${long}\n`, `a,b\nc,"${long}"\n`]) {
      const { code, params } = await refusalOf(csv(text));
      expect(code).toMatch(/^csv-(cell-too-long|quote-open)$/);
      expect(params).toMatchObject({ row: 2, column: 'B' });
    }
  });

  test('when there are too many columns, then empty ones pass and a value is told', async () => {
    expect(await rowsOf(csv(`a,b${','.repeat(16_382)}\n`))).toEqual([['a', 'b']]);
    expect(await refusalOf(csv(`a,b${','.repeat(16_382)}x\n`))).toMatchObject({
      code: 'csv-too-wide',
      params: { cell: 'XFD1' },
    });
  });

  test('when nothing is in it, then that is said', async () => {
    for (const text of ['\ufeff', '\n\n', ' , \r\n']) expect((await refusalOf(csv(text))).code).toBe('file-no-rows');
  });
});
