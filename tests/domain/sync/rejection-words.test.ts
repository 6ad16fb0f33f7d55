import { expect, test } from 'vitest';
import { say } from '#main/words.ts';
import { REJECTIONS } from '#shared/sync/push.ts';
import { fieldNamed, rejectionReason } from '#shared/sync/rejection-words.ts';

// Whatever the central server refuses is told in a sentence that names what it is about.

const sentence = (...of: Parameters<typeof rejectionReason>): string => {
  const { code, params } = rejectionReason(...of);
  return say(`refused.${code}`, params);
};

test('Given every code that the server may refuse with, when it is told, then there is a whole sentence, with a field and a holder and without', () => {
  for (const code of REJECTIONS) {
    for (const field of [null, 'username', 'packageId', 'custom:0190']) {
      for (const holder of [null, 'Rahim Uddin']) {
        const told = sentence(code, { field, value: 'rahim01', holder });
        expect(told, code).toMatch(/^[A-Za-z][^{}$]*\.$/);
        expect(told).not.toContain('history.');
        expect(told).not.toContain('refused.');
      }
    }
  }
});

test('Given a column as it travels, when it is named, then it is as the history calls it', () => {
  expect(sentence('STALE_FIELD', { field: 'packageId', value: null, holder: null })).toBe(
    'Package: somebody else has changed it meanwhile. Choose which value stands.',
  );
  expect(sentence('USERNAME_TAKEN', { field: 'username', value: 'rahim01', holder: 'Rahim Uddin' })).toBe(
    'rahim01 is the username of Rahim Uddin at the server. Choose another one.',
  );
  expect(fieldNamed('ip')).toBe('ip');
  expect(fieldNamed('no-such')).toBeNull();
});
