import { describe, expect, test } from 'vitest';
import {
  clockFinding,
  permissionFinding,
  serviceFinding,
  versionFinding,
} from '#shared/domain/provisioning/router-check.ts';
import { clockInstant } from '#shared/domain/provisioning/router-clock.ts';

const told = ({ state, told: { code, params } }: ReturnType<typeof versionFinding>) => [state, code, params];

describe('what is found at a router', () => {
  test.each([
    ['7.20.4 (stable)', 'ok', 'version'],
    ['6.43 (stable)', 'ok', 'version'],
    ['6.49.17 (long-term)', 'ok', 'version'],
    ['6.42.12 (long-term)', 'warning', 'version-old'],
    ['5.26', 'warning', 'version-old'],
    ['', 'warning', 'version-unread'],
  ])('given version %j, when it is judged, then %s', (version, state, code) => {
    expect(told(versionFinding(version))).toEqual([state, code, { version }]);
  });

  test('given what a group grants, when it is judged, then each right that lacks is named', () => {
    expect(told(permissionFinding('read,write,test,api,!ftp', true))).toEqual(['ok', 'permission', {}]);
    expect(told(permissionFinding('read,!write,api,!test', true))).toEqual([
      'failed',
      'permission-lacks',
      { lacking: 'write, test' },
    ]);
    expect(told(permissionFinding('read,write,api,test', false))).toEqual([
      'failed',
      'permission-lacks',
      { lacking: 'write' },
    ]);
    expect(told(permissionFinding(null, true))).toEqual(['warning', 'permission-unread', {}]);
  });

  test('given the address list of a service, when it is judged, then one that is open to everybody is warned of', () => {
    expect(serviceFinding('api', '')).toMatchObject({ state: 'warning', told: { code: 'service-open' } });
    expect(serviceFinding('api', '10.0.0.0/24,0.0.0.0/0')).toMatchObject({ told: { code: 'service-open' } });
    expect(serviceFinding('api', undefined)).toMatchObject({ told: { code: 'service-unread' } });
    expect(told(serviceFinding('api-ssl', '10.0.0.0/24,10.1.0.5'))).toEqual([
      'ok',
      'service',
      { service: 'api-ssl', addresses: '10.0.0.0/24, 10.1.0.5' },
    ]);
  });

  test.each([
    ['nov/30/2026', '12:00:00', '+06:00', '2026-11-30T06:00:00.000Z'],
    ['2026-11-30', '12:00:00', '-03:30', '2026-11-30T15:30:00.000Z'],
    ['2026-11-30', '12:00:00', '21600', '2026-11-30T06:00:00.000Z'],
    ['2026-11-30', '12:00:00', undefined, '2026-11-30T12:00:00.000Z'],
  ])('given the clock %s %s %s, when it is read, then it is that instant', (date, time, offset, instant) => {
    expect(new Date(clockInstant(date, time, offset) ?? 0).toISOString()).toBe(instant);
  });

  test('given no date, when the clock is read, then it is told that it cannot be', () => {
    expect(clockInstant(undefined, '12:00:00', '+00:00')).toBeNull();
    expect(clockInstant('xyz/30/2026', '12:00:00', '+00:00')).toBeNull();
    expect(clockInstant('2026-11-30', '', '')).toBeNull();
    expect(clockFinding(null, 0)).toMatchObject({ state: 'warning', told: { code: 'clock-unread' } });
  });

  test.each([
    [5, 'clock', undefined],
    [6, 'clock-minutes', 6],
    [180, 'clock-hours', 3],
    [60 * 24 * 365, 'clock-days', 365],
  ])('given a clock that is %i minutes wrong, when it is judged, then %s', (minutes, code, count) => {
    for (const apart of [minutes, -minutes]) {
      const finding = clockFinding(apart * 60_000, 0);
      expect([finding.told.code, finding.told.params['count']]).toEqual([code, count]);
    }
  });
});
