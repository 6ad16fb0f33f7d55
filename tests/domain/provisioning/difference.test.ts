import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { desiredFor, type ServedCustomer } from '#shared/domain/provisioning/desired.ts';
import { planRecords } from '#shared/domain/provisioning/desired-plan.ts';
import { adoptStep, planStepsTo, type Step, stepsTo, superfluous } from '#shared/domain/provisioning/difference.ts';
import { customerMarker } from '#shared/domain/provisioning/marker.ts';
import { type DesiredRecord, MENUS } from '#shared/domain/provisioning/record.ts';
import type { RouterPractice } from '#shared/domain/provisioning/router.ts';
import { applied, customers, ID, OTHER, practices, PRACTICE, RAHIM, standing, type Table, withForeign } from './isp.ts';

/** All that has to be done for a customer on a router with these records. */
function stepsFor(customer: ServedCustomer, practice: RouterPractice, table: Table, passwordChanged = false) {
  const desired = desiredFor(customer, practice);
  if ('code' in desired) throw new Error(desired.code);
  let now = table;
  const all: Step[] = [];
  const take = (steps: readonly Step[]): void => {
    all.push(...steps);
    now = applied(now, steps);
  };
  for (const one of desired.plan) take(planStepsTo(one, standing(now)));
  for (const one of desired.own) {
    const steps = stepsTo(one, standing(now), passwordChanged);
    if ('code' in steps) throw new Error(steps.code);
    take(steps);
  }
  const known = { id: customer.id, names: [customer.username, customer.ip ?? '', `lastmile-${customer.username}`] };
  take(superfluous(known, desired.own, standing(now), MENUS));
  return { steps: all, table: now };
}

describe('the steps', () => {
  test('given a package that names the hotspot profile of another one of ours, when it is brought, then that profile keeps its speed', () => {
    const profile = { '.id': '*1', name: 'lastmile-G', 'rate-limit': '5M/10M', 'shared-users': '1' };
    const there = standing({ '/ip/hotspot/user/profile': [profile] });
    const served = { ...RAHIM.served, connection: 'hotspot', downKbps: 64, upKbps: 64 } as const;
    const stepsOf = (more: object) =>
      planRecords({ ...served, ...more }, PRACTICE).flatMap((record) => planStepsTo(record, there));
    expect(stepsOf({ code: 'N', routerProfile: 'lastmile-G' })).toEqual([]);
    expect(stepsOf({ code: 'G', routerProfile: null })).toMatchObject([{ kind: 'set', id: '*1' }]);
  });

  test('property: done once from any state before, nothing is left to do, and what is nobody’s is as it was', () => {
    const foreign = withForeign(MENUS);
    fc.assert(
      fc.property(customers, practices, customers, practices, (before, was, customer, practice) => {
        const first = stepsFor(before, was, foreign);
        const second = stepsFor(customer, practice, first.table);
        expect(stepsFor(customer, practice, second.table).steps).toEqual([]);
        for (const menu of MENUS) expect(second.table[menu]?.[0]).toEqual(foreign[menu]?.[0]);
      }),
    );
  });

  test('property: of one customer there is one record in a menu at most, whatever was there before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(customers, practices), { minLength: 1, maxLength: 6 }), (steps) => {
        let table: Table = {};
        for (const [customer, practice] of steps) ({ table } = stepsFor(customer, practice, table));
        for (const menu of MENUS) {
          const theirs = (table[menu] ?? []).filter(({ comment }) => comment === customerMarker(ID));
          expect(theirs.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

const SECRET = secret();
function secret(): DesiredRecord {
  const desired = desiredFor(RAHIM, PRACTICE);
  const [own] = 'code' in desired ? [] : desired.own;
  if (!own) throw new Error('There is no secret');
  return own;
}
const there = { '.id': '*1', ...SECRET.fields, comment: `house 5 ${customerMarker(ID)}` };
const on = (...records: object[]) => standing({ '/ppp/secret': records as Table[string] });

describe('one record', () => {
  test('given none, then it is added with its marker, and without what is clear', () => {
    expect(stepsTo(SECRET, on(), false)).toEqual([
      {
        kind: 'add',
        menu: '/ppp/secret',
        fields: {
          name: 'rahim',
          service: 'pppoe',
          profile: 'lastmile-home',
          disabled: 'no',
          comment: customerMarker(ID),
        },
        writesPassword: true,
      },
    ]);
  });

  test('given one as it should be, then nothing is done, unless the password is another', () => {
    expect(stepsTo(SECRET, on(there), false)).toEqual([]);
    expect(stepsTo(SECRET, on(there), true)).toMatchObject([{ kind: 'set', fields: {}, writesPassword: true }]);
  });

  test('given one that was renamed by hand, then its marker finds it, and it is named back', () => {
    expect(stepsTo(SECRET, on({ ...there, name: 'renamed' }), false)).toMatchObject([
      { kind: 'set', id: '*1', fields: { name: 'rahim' }, kicks: true },
    ]);
  });

  test('given a value that should be clear, then it is unset', () => {
    const fixed = { ...there, 'remote-address': '10.0.0.9' };
    expect(stepsTo(SECRET, on(fixed), false)).toMatchObject([{ fields: {}, unset: ['remote-address'], kicks: true }]);
  });

  test('given somebody else’s in its place, then nothing is done and it is said', () => {
    const foreign = { '.id': '*2', name: 'rahim', comment: 'by hand' };
    const told = { code: 'provisioning-foreign', params: { menu: '/ppp/secret', name: 'rahim' } };
    expect(stepsTo(SECRET, on(foreign), false)).toEqual(told);
    expect(stepsTo(SECRET, on(foreign, { ...there, name: 'renamed' }), false)).toEqual(told);
    expect(stepsTo(SECRET, on({ ...foreign, comment: customerMarker(OTHER) }), false)).toEqual(told);
  });

  test('given one that was copied with its comment, then the one with the name is the customer’s', () => {
    expect(stepsTo(SECRET, on({ ...there, '.id': '*9', name: 'copy' }, there), false)).toEqual([]);
  });

  test('given a profile that the ISP keeps itself, then it is used as it is', () => {
    const plan = { ...SECRET, menu: '/ppp/profile', fields: { name: 'theirs' }, hasPassword: false } as const;
    const table = standing({ '/ppp/profile': [{ '.id': '*1', name: 'theirs', 'rate-limit': '1M/1M' }] });
    expect(planStepsTo(plan, table)).toEqual([]);
  });
});

describe('what is marked but does not belong there', () => {
  const known = { id: ID, names: ['rahim'] };

  test('given one, then it is removed; of copies only the one with the customer’s name', () => {
    expect(superfluous(known, [], on({ ...there, name: 'old' }), MENUS)).toEqual([
      { kind: 'remove', menu: '/ppp/secret', id: '*1' },
    ]);
    expect(superfluous(known, [], on(there, { ...there, '.id': '*9', name: 'copy' }), MENUS)).toMatchObject([
      { id: '*1' },
    ]);
    expect(superfluous(known, [SECRET], on(there), MENUS)).toEqual([]);
    expect(superfluous({ ...known, id: OTHER }, [], on(there), MENUS)).toEqual([]);
  });
});

test('given a record by hand, when it is adopted, then its comment gets the marker and nothing else is written', () => {
  const step = adoptStep('/ppp/secret', { '.id': '*3', name: 'rahim', comment: 'house 5' }, customerMarker(ID));
  expect(step).toMatchObject({
    kind: 'set',
    id: '*3',
    fields: { comment: `house 5 ${customerMarker(ID)}` },
    kicks: false,
  });
});
