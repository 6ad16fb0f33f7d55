import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAN_PRIORITY, planGroup, planRows, STATE_PRIORITY, STATE_ROWS } from '#shared/domain/radius/groups.ts';
import { isUnfitForRadius } from '#shared/domain/radius/value-fault.ts';
import { HOME, PLAN, plans } from './people.ts';

const told = (plan: typeof HOME) =>
  planRows(plan).reply.map(({ attribute, op, value }) => `${attribute} ${op} ${value}`);

describe('the group of a package', () => {
  test('given a package, then one session, its speed as the router sees it, and how often it reports', () => {
    expect(planRows(HOME).check).toEqual([{ groupname: PLAN, attribute: 'Simultaneous-Use', op: ':=', value: '1' }]);
    expect(told(HOME)).toEqual(['Mikrotik-Rate-Limit = 5120k/10240k', 'Acct-Interim-Interval = 300']);
  });

  test('given addresses out of a pool, then the pool is named; a hotspot has its own', () => {
    expect(told({ ...HOME, addressFromPool: true })).toContain('Framed-Pool = lastmile-home');
    expect(told({ ...HOME, addressFromPool: true, connection: 'hotspot' }).join()).not.toContain('Framed-Pool');
  });

  test('given a group that the ISP keeps itself, then that is the group; never one of ours, nor one that is expanded', () => {
    expect(planGroup({ ...HOME, radiusGroup: 'gold' })).toBe('gold');
    for (const radiusGroup of [null, '', 'st:suspended', 'plan:other', '`id`', '"x"'])
      expect(planGroup({ ...HOME, radiusGroup })).toBe(PLAN);
  });

  test('given any package, then no value could be expanded, run or cut, and a row of the customer wins', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { check, reply } = planRows(plan);
        for (const { value } of [...check, ...reply]) expect(isUnfitForRadius(value)).toBe(false);
        for (const { op } of check) expect(op).toBe(':=');
        for (const { op } of reply) expect(op).toBe('=');
        expect(isUnfitForRadius(planGroup(plan))).toBe(false);
      }),
    );
  });
});

describe('the groups of states', () => {
  test('then they stand before every plan, and who is suspended is refused however they log in', () => {
    expect(STATE_PRIORITY).toBeLessThan(PLAN_PRIORITY);
    expect(STATE_ROWS['st:suspended'].check).toEqual([
      { groupname: 'st:suspended', attribute: 'Auth-Type', op: ':=', value: 'Reject' },
    ]);
    expect(STATE_ROWS['st:expired'].reply.map(({ attribute, value }) => `${attribute} ${value}`)).toEqual([
      'Mikrotik-Rate-Limit 64k/64k',
      'Framed-Pool lastmile-expired',
      'Mikrotik-Address-List lastmile-suspended',
      'Acct-Interim-Interval 300',
    ]);
  });
});
