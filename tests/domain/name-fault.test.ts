import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invisibleIn, signInNameFault } from '#shared/domain/name-fault.ts';

describe('given the name of a package, a zone or an operator', () => {
  test.each(['Home 20M', 'মিরপুর ১০', 'র‍্যাব অফিস', 'Mirpur–10 (নতুন)', 'Ω Fibre', ''])(
    'when everybody can see %j, then it stays',
    (name) => expect(invisibleIn(name)).toBeNull(),
  );

  test.each([
    ['Home\u200B20M', 'U+200B'],
    ['Home\u00A020M', 'U+00A0'],
    ['\u202EHome', 'U+202E'],
    ['Ho\u00ADme', 'U+00AD'],
    ['Ho\tme', 'U+0009'],
    ['ho\u200Dme', 'U+200D'],
  ])('when something in %j is not seen, then it is named', (name, code) => {
    expect(invisibleIn(name)).toMatchObject({ context: 'invisible', code });
  });
});

describe('given a name to sign in with', () => {
  test.each(['rahim', 'Abdur Rahim 2', 'রহিম উদ্দিন', 'র‍্যাম', 'José', "d'Souza", 'राम', '২৪'])(
    'when its letters are of one alphabet (%j), then it can be one',
    (name) => expect(signInNameFault(name)).toBeNull(),
  );

  test.each([
    ['\u0430dmin', 'U+0430'],
    ['adm\u0456n', 'U+0456'],
    ['rahim রহিম', 'U+09B0'],
    ['ａdmin', 'U+FF41'],
    ['\u0440\u0430\u0441', 'U+0440'],
  ])('when one of %j only looks like the others, then it is named', (name, code) => {
    expect(signInNameFault(name)).toMatchObject({ context: 'foreign', code });
  });

  test('property: whatever can be seen in it and is of plain Latin letters can be one', () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9._ -]{1,40}$/), (name) => signInNameFault(name) === null));
  });
});
