import { describe, expect, test } from 'vitest';
import { isTurnedOff, passwordsByName, standsForSomebody } from '#shared/domain/provisioning/found.ts';
import { foundInExport } from '#shared/domain/provisioning/found-in-export.ts';
import type { FoundIn } from '#shared/domain/provisioning/match.ts';
import { proposalTerms, proposedRow } from '#shared/domain/provisioning/proposal.ts';
import { readRouterExport } from '#shared/domain/router-export/read.ts';
import { readBytes } from '../router-export/exports.ts';
import { ISP } from '../import/isp.ts';

const secret = (name: string, password = ''): FoundIn => ({ menu: '/ppp/secret', record: { name, password } });
const guest = (name: string, password = ''): FoundIn => ({ menu: '/ip/hotspot/user', record: { name, password } });

describe('passwords that another reading of a router tells', () => {
  test('Given a secret and a hotspot user of one name, when passwords are looked up, then each has its own', () => {
    const of = passwordsByName([secret('ann', 'one'), guest('ann', 'two')]);
    expect([of(secret('ann')), of(guest('ann')), of(secret('Ann')), of(secret('bob'))]).toEqual([
      'one',
      'two',
      null,
      null,
    ]);
  });

  test('Given two different passwords of one name, or a mask, when passwords are looked up, then none is told', () => {
    const of = passwordsByName([
      ...[secret('two', 'a'), secret('two', 'b'), secret('two', 'a')],
      ...[secret('same', 'a'), secret('same', 'a'), secret('masked', '*****'), secret('empty')],
    ]);
    expect(['two', 'same', 'masked', 'empty'].map((name) => of(secret(name)))).toEqual([null, 'a', null, null]);
  });

  test('Given a lease with a name, when passwords are looked up, then it has none', () => {
    const of = passwordsByName([secret('ann', 'one')]);
    expect(of({ menu: '/ip/dhcp-server/lease', record: { name: 'ann' } })).toBe(null);
  });
});

describe('who stands in an export', () => {
  const found = (text: string) => foundInExport(readRouterExport(text, readBytes));

  test('Given records that the router makes itself, sets and other menus, when they are looked through, then nobody is found in them', () => {
    const { found: some } = found(
      [
        '/ip hotspot user',
        'set [ find default=yes ] comment=x',
        'add name=default-trial',
        'add name=guest',
        '/ip dhcp-server lease',
        'add address=10.0.0.2 dynamic=yes',
        '/user',
        'add name=admin',
        '/ppp secret',
        'add name=ann profile=Gold',
      ].join('\n'),
    );
    expect(some).toEqual([
      { menu: '/ip/hotspot/user', record: { profile: 'default', name: 'guest' }, line: 4 },
      { menu: '/ppp/secret', record: { profile: 'Gold', service: 'any', name: 'ann' }, line: 10 },
    ]);
  });

  test('Given lines that cannot be read, when they are looked through, then those of other menus are nobody’s', () => {
    const { unread } = found('/system script\nadd source=$x\n/ppp secret\nadd name=$x\n/?\nadd name=b\n');
    expect(unread.map(({ line, menu }) => [line, menu])).toEqual([
      [4, '/ppp/secret'],
      [5, null],
      [6, null],
    ]);
  });

  test('Given switches as the API and as an export writes them, when they are read, then both turn a record off', () => {
    const off = [{ disabled: 'true' }, { disabled: 'yes' }, { 'block-access': 'yes' }, { disabled: 'no' }, {}];
    expect(off.map((record) => isTurnedOff({ menu: '/ppp/secret', record }))).toEqual([true, true, true, false, false]);
    expect(standsForSomebody({ menu: '/ppp/secret', record: { dynamic: 'true' } })).toBe(false);
  });
});

describe('what no router tells', () => {
  test('Given an ISP with several operators and profiles, when the terms are looked for, then only what is clear is filled in', () => {
    expect(proposalTerms(ISP, null)).toMatchObject({ operator: '', billingProfile: '' });
    expect(proposalTerms(ISP, 'south')).toMatchObject({ operator: 'Dhaka South' });
  });

  test('Given a reseller at the end of the tree, when the terms are looked for, then the operator is its own, and packages are those it may use', () => {
    const { operator, packages } = proposalTerms({ ...ISP, actorOperatorId: 'kisumu' }, null);
    expect(operator).toBe('Kisumu');
    expect(packages.map(({ name }) => name)).not.toContain('Southern Special');
  });

  test('Given one operator that is left and one profile, when the terms are looked for, then they are taken', () => {
    const isp = {
      ...ISP,
      operators: ISP.operators.map((one) => ({ ...one, isRetired: one.id !== 'admin' })),
      billingProfiles: ISP.billingProfiles.filter(({ id }) => id === 'm'),
      packages: ISP.packages.map((one) => (one.id === 'h10' ? { ...one, routerProfile: '10M' } : one)),
    };
    const terms = proposalTerms(isp, null);
    expect(terms).toMatchObject({ operator: 'admin', billingProfile: 'Monthly' });
    expect(proposedRow({ menu: '/ppp/secret', record: { name: 'ann', profile: '10M' } }, terms)).toMatchObject({
      username: 'ann',
      password: 'unknown',
      package: 'Home 10M',
    });
  });
});
