import { describe, expect, test } from 'vitest';
import { scriptText } from '#shared/domain/provisioning/script-text.ts';
import { type SetUp, setUpScript } from '#shared/domain/provisioning/set-up-script.ts';
import { SET_UP_TEMPLATE } from '#shared/domain/provisioning/set-up-template.ts';

const setUp = (over: Partial<SetUp> = {}): SetUp => ({
  username: 'lastmile',
  password: 'hp4x-secret',
  from: null,
  tls: false,
  radius: false,
  radiusServer: null,
  ...over,
});

/** What a router reads: neither comments nor empty lines. */
const told = (over: Partial<SetUp> = {}): string =>
  setUpScript(SET_UP_TEMPLATE, setUp(over))
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n');

describe('texts in a script', () => {
  test.each([
    ['plain', '"plain"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['$user', '"\\$user"'],
    ['C:\\temp', '"C:\\\\temp"'],
    ['who?', '"who\\?"'],
    ['a\nb', '"a\\0Ab"'],
    ['é', '"\\C3\\A9"'],
    ['রহিম', '"\\E0\\A6\\B0\\E0\\A6\\B9\\E0\\A6\\BF\\E0\\A6\\AE"'],
    ['', '""'],
  ])('given %j, when it is quoted, then the router reads the same', (text, quoted) => {
    expect(scriptText(text)).toBe(quoted);
  });
});

describe('the set-up script', () => {
  test('given a plain line, when it is filled in, then it makes a group without rights that are not needed, and a user in it', () => {
    const script = told();
    expect(script).toContain('/user group add name="lastmile" policy=read,write,api,test,!local');
    for (const right of ['policy', 'sensitive', 'reboot', 'ssh', 'winbox']) expect(script).toContain(`!${right}`);
    expect(script).toContain(':local user "lastmile"');
    expect(script).toContain(':local password "hp4x-secret"');
    expect(script).toContain('/ip service set api disabled=no');
    expect(script).not.toMatch(/certificate|radius|address=/);
  });

  test('given TLS and a place, when it is filled in, then a certificate is bound to api-ssl and the user logs in from there alone', () => {
    const script = told({ tls: true, from: '192.168.88.0/24' });
    expect(script).toContain('/certificate sign "lastmile-api"');
    expect(script).toContain('/ip service set api-ssl certificate="lastmile-api" disabled=no');
    expect(script).toContain('/user set [find name=$user] address="192.168.88.0/24"');
    // Other programs are never shut out unasked.
    expect(script).not.toContain('/ip service set api-ssl address');
    expect(script).not.toContain('/ip service set api disabled');
  });

  test('given RADIUS, when it is filled in, then the client, accounting and Disconnect are there, and without a secret nothing is done', () => {
    const script = told({ radius: true, radiusServer: '10.0.0.5' });
    expect(script.split('\n')[1]).toContain(':local radiusSecret ""');
    expect(script).toContain(':local radiusServer "10.0.0.5"');
    expect(script.indexOf(':error')).toBeLessThan(script.indexOf('/user group'));
    expect(script).toContain('/radius add service=ppp,hotspot address=$radiusServer');
    expect(script).toContain('/ppp aaa set use-radius=yes accounting=yes');
    expect(script).toContain('/radius incoming set accept=yes port=3799');
    expect(told({ radius: true })).toContain(':local radiusServer ""');
  });

  test('given a name full of signs, when it is filled in, then no sign ends the text that it stands in', () => {
    expect(told({ username: 'a"; /system reset-configuration; "$x' })).toContain(
      ':local user "a\\"; /system reset-configuration; \\"\\$x"',
    );
  });

  test('given any of its forms, when its braces are counted, then all are closed: a terminal takes it as one', () => {
    for (const tls of [true, false]) {
      for (const radius of [true, false]) {
        for (const from of [null, '10.0.0.1']) {
          const script = setUpScript(SET_UP_TEMPLATE, setUp({ tls, radius, from }));
          expect(script.split('{')).toHaveLength(script.split('}').length);
          expect(script).not.toMatch(/\{\{|#if|#end/);
        }
      }
    }
  });
});
