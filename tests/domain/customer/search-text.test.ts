import { describe, expect, test } from 'vitest';
import { searchText } from '#shared/domain/customer/search-text.ts';

const NOTHING = {
  username: 'u',
  fullName: 'n',
  phone: null,
  phoneKey: null,
  ip: null,
  macs: [],
  accountNumber: null,
  zoneName: null,
  custom: [],
};
const lines = (parts: Partial<Parameters<typeof searchText>[0]>) => searchText({ ...NOTHING, ...parts }).split('\n');

describe('what a customer is found by', () => {
  test('given every part, then each writing of it is a line', () => {
    const found = lines({
      username: 'Rahim01',
      fullName: 'রহিম ১',
      phone: '01711-223344',
      phoneKey: '8801711223344',
      ip: 0x0a000309,
      macs: ['AA:BB:CC:DD:EE:01'],
      accountNumber: 'ACC ৭',
      zoneName: 'Mirpur',
      custom: [],
    });
    expect(found).toEqual([
      'rahim01',
      'রহিম 1',
      '01711-223344',
      '01711223344',
      '8801711223344',
      '10.0.3.9',
      'aa:bb:cc:dd:ee:01',
      'aabbccddee01',
      'acc 7',
      'mirpur',
    ]);
  });

  test('given what is not known, then it has no line', () => {
    expect(lines({})).toEqual(['u', 'n']);
    expect(lines({ phone: 'none' })).toEqual(['u', 'n', 'none']);
  });

  test.each([
    ['254712345678', '0712345678'],
    ['12025550123', '02025550123'],
    ['919812345678', '09812345678'],
    ['79161234567', '09161234567'],
  ])('given the phone %s, then %s finds it too', (phoneKey, national) => {
    expect(lines({ phoneKey })).toEqual(['u', 'n', phoneKey, national]);
  });
});
