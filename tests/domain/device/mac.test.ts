import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMac } from '#shared/domain/device/mac.ts';

test.each([
  'AA:BB:CC:DD:EE:0F',
  'aa-bb-cc-dd-ee-0f',
  'aabb.ccdd.ee0f',
  'aabb-ccdd-ee0f',
  'AABBCCDDEE0F',
  ' aa bb cc dd ee 0f ',
  'aa.bb.cc.dd.ee.0f',
  'AA:BB:CC:DD:EE:০F',
])('given %j, then it is one device', (text) => {
  expect(parseMac(text)).toBe('AA:BB:CC:DD:EE:0F');
});

test.each([
  '',
  '00:00:00:00:00:00',
  'FF:FF:FF:FF:FF:FF',
  '01:00:5E:00:00:01',
  'AA:BB:CC:DD:EE',
  'AA:BB:CC:DD:EE:FG',
  'AA:BB-CC:DD:EE:0F',
  'AA:BB:CC:DD:EE:0F:11',
  'aabbccddee0',
])('given %j, then it is no device', (text) => {
  expect(parseMac(text)).toBeNull();
});

test('given any device in any notation, then it is written one way', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 6, maxLength: 6 }),
      fc.constantFrom(':', '-', '', '.', ' '),
      (octets, mark) => {
        octets[0] = (octets[0] ?? 0) & 0xfe;
        octets[5] = 1;
        const pairs = [...octets].map((octet) => octet.toString(16).padStart(2, '0'));
        expect(parseMac(pairs.join(mark))).toBe(pairs.join(':').toUpperCase());
      },
    ),
  );
});
