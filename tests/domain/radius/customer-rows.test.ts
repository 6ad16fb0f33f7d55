import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerRows, type RadiusCustomer } from '#shared/domain/radius/customer-rows.ts';
import { EXPIRED_GROUP, SUSPENDED_GROUP } from '#shared/domain/radius/groups.ts';
import { isUnfitForRadius } from '#shared/domain/radius/value-fault.ts';
import { customers, MACS, PLAN, RAHIM } from './people.ts';

/** "Cleartext-Password := secret", what is told behind an arrow, and the group with its priority. */
function written(more: Partial<RadiusCustomer>): readonly string[] {
  const { check, reply, groups } = customerRows({ ...RAHIM, ...more });
  return [
    ...check.map(({ attribute, op, value }) => `${attribute} ${op} ${value}`),
    ...reply.map(({ attribute, op, value }) => `> ${attribute} ${op} ${value}`),
    ...groups.map(({ groupname, priority }) => `${groupname} @ ${priority}`),
  ];
}

const PW = 'Cleartext-Password := secret';
const ADDRESS = 0x0a_00_03_09;

describe('the rows of a customer', () => {
  test('given one who is active, then the password, the end of what is paid, the address and the plan at 10', () => {
    expect(written({ expiration: 1_800_000_000, ip: ADDRESS })).toEqual([
      PW,
      'Expiration := 1800000000',
      '> Framed-IP-Address := 10.0.3.9',
      `${PLAN} @ 10`,
    ]);
    expect(written({})).toEqual([PW, `${PLAN} @ 10`]);
    expect(written({ type: 'pppoe-daily' })).toEqual([PW, `${PLAN} @ 10`]);
    expect(written({ type: 'hotspot' })).toEqual([PW, `${PLAN} @ 10`]);
  });

  test('given one who is suspended, then the state alone at 0, and neither the address nor the plan', () => {
    const suspended = { status: 'suspended', ip: ADDRESS, macs: [...MACS] } as const;
    expect(written({ ...suspended, suspendedReason: 'manual' })).toEqual([PW, `${SUSPENDED_GROUP} @ 0`]);
    expect(written({ ...suspended, suspendedReason: 'unpaid' })).toEqual([
      PW,
      '> Reply-Message := Account suspended: payment is due',
      `${SUSPENDED_GROUP} @ 0`,
    ]);
  });

  test('given one who is expired, then they are let in slowly, or by a hotspot refused with a message', () => {
    const expired = { status: 'expired', ip: ADDRESS, expiration: 1 } as const;
    expect(written(expired)).toEqual([PW, `${EXPIRED_GROUP} @ 0`]);
    expect(written({ ...expired, type: 'hotspot' })).toEqual([
      'Auth-Type := Reject',
      '> Reply-Message := Plan expired',
    ]);
  });

  test('given one who is pending or deleted, or whose password is not known, then no rows', () => {
    expect(written({ status: 'pending' })).toEqual([]);
    expect(written({ status: 'deleted' })).toEqual([]);
    expect(written({ password: null })).toEqual([]);
    expect(written({ password: '' })).toEqual([]);
  });

  test('given a fixed address, when there is a log-in, then as others; without an address, or for other services, no rows', () => {
    expect(written({ type: 'static-monthly', ip: ADDRESS })).toContain('> Framed-IP-Address := 10.0.3.9');
    expect(written({ type: 'static-monthly' })).toEqual([]);
    expect(written({ type: 'other', ip: ADDRESS })).toEqual([]);
  });

  test('given bound devices, then one is compared, and of several any lets in, in capital letters', () => {
    expect(written({ macs: ['aa:bb:cc:00:00:01'] })).toContain('Calling-Station-Id == AA:BB:CC:00:00:01');
    expect(written({ macs: [...MACS] })).toContain('Calling-Station-Id =~ ^(AA:BB:CC:00:00:01|AA:BB:CC:00:00:02)$');
  });

  test('given backslashes in a password, then each is written twice, as FreeRADIUS reads it', () => {
    expect(written({ password: 'C:\\temp\\' })).toContain('Cleartext-Password := C:\\\\temp\\\\');
  });

  test('given anybody, then no value could be expanded, run or cut, and all rows are of their name', () => {
    fc.assert(
      fc.property(customers, (customer) => {
        const { check, reply, groups } = customerRows(customer);
        for (const { username, value } of [...check, ...reply]) {
          expect(username).toBe(customer.username);
          expect(isUnfitForRadius(username) || isUnfitForRadius(value) || value === '').toBe(false);
        }
        for (const { username } of groups) expect(username).toBe(customer.username);
        // One group at most: FreeRADIUS would stop at the first anyway.
        expect(groups.length).toBeLessThanOrEqual(1);
        if (check.length === 0) expect([...reply, ...groups]).toEqual([]);
      }),
    );
  });

  test('given anybody who is not active, then neither the plan nor their address is told', () => {
    fc.assert(
      fc.property(customers, (customer) => {
        fc.pre(customer.status !== 'active');
        const { reply, groups } = customerRows(customer);
        expect(groups.map(({ groupname }) => groupname)).not.toContain(customer.group);
        expect(reply.map(({ attribute }) => attribute)).not.toContain('Framed-IP-Address');
      }),
    );
  });
});
