import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changesBetween, isSecret } from '#shared/domain/history/changes.ts';
import { actionParts, valueOf } from '#shared/domain/history/words.ts';

it('Given what was and what is, when they are compared, then each field that differs is told, and no other', () => {
  expect(
    changesBetween(
      { status: 'active', phone: '0171', zoneId: null, custom: { a: '1', b: '2' }, macs: ['A'] },
      { status: 'suspended', phone: '0171', zoneId: 'z', custom: { a: '1', b: '3' }, macs: ['A'], note: '' },
    ),
  ).toEqual([
    { field: 'status', before: 'active', after: 'suspended' },
    { field: 'zoneId', before: undefined, after: 'z' },
    { field: 'custom.b', before: '2', after: '3' },
  ]);
  expect(changesBetween(null, null)).toEqual([]);
  expect(changesBetween({ fullName: 'R' }, null)).toEqual([{ field: 'fullName', before: 'R', after: undefined }]);
});

it('Given a secret, when it is told, then it shows although both sides may look alike', () => {
  expect(changesBetween({ password: 'changed' }, { password: 'changed' })).toHaveLength(1);
  for (const field of ['password', 'passwordSealed', 'password_hash', 'custom.secret', 'token']) {
    expect(isSecret(field)).toBe(true);
  }
  expect(isSecret('passwords')).toBe(false);
});

it('Given any two values, when they are compared with themselves, then nothing but secrets is told', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(changesBetween(value, value).filter(({ field }) => !isSecret(field))).toEqual([]);
    }),
  );
});

it('Given a name that looks like a word, when it is told, then it stays a name', () => {
  expect(valueOf('fullName', 'active')).toBeNull();
  expect(valueOf('status', 'active')).toBe('active');
  expect(actionParts('customer.suspend')).toEqual({ kind: 'customer', verb: 'suspend' });
  expect(actionParts('future.thing')).toEqual({ kind: null, verb: null });
});
