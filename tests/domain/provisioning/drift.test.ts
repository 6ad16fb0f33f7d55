import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DriftKind, driftOf, isDiffering, isRepaired } from '#shared/domain/provisioning/drift.ts';
import { customerMarker } from '#shared/domain/provisioning/marker.ts';
import { customer, customers, placed, practice, practices, standing, uuid } from './office.ts';

/** A state of a router with one of its customers' own records picked out. */
const withOne = fc
  .tuple(customers, practices, fc.nat())
  .map(([all, how, at]) => {
    const there = placed(all, how);
    const own = there.filter(({ isOwn, menu }) => isOwn && menu !== '/ip/firewall/address-list');
    return { all, how, there, one: own[at % Math.max(1, own.length)] };
  })
  .filter(({ one }) => one !== undefined)
  .map(({ one, ...rest }) => {
    if (!one) throw new Error('Filtered out above');
    return { ...rest, one };
  });

/** Whoever a record is marked for was a customer here. */
const known = (): boolean => true;

test('Given a router on which everything is as it should be, when it is compared, then nothing differs', () => {
  fc.assert(
    fc.property(customers, practices, (all, how) => {
      const there = placed(all, how);
      const own = there.filter(({ isOwn }) => isOwn).length;
      expect(driftOf(all, how, standing(there), known)).toEqual({ lines: [], matching: own, foreign: 0 });
    }),
  );
});

test('Given a record that somebody removed, when the router is compared, then that one is missing and nothing else', () => {
  fc.assert(
    fc.property(withOne, ({ all, how, there, one }) => {
      const { lines } = driftOf(all, how, standing(there.filter((other) => other !== one)), known);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ kind: 'missing', menu: one.menu, record: null });
    }),
  );
});

test('Given a record that somebody renamed, when the router is compared, then it differs in that field, with both names', () => {
  fc.assert(
    fc.property(withOne, ({ all, how, there, one }) => {
      const field = one.record['name'] === undefined ? 'address' : 'name';
      const by = field === 'name' ? 'by-hand' : '192.0.2.1';
      const changed = there.map((other) =>
        other === one ? { ...one, record: { ...one.record, [field]: by } } : other,
      );
      const { lines } = driftOf(all, how, standing(changed), known);
      expect(lines).toMatchObject([
        { kind: 'different', record: one.record['.id'], fields: [{ field, wanted: one.record[field], there: by }] },
      ]);
    }),
  );
});

test('Given a record whose comment somebody removed, when the router is compared, then it stands in the way as foreign', () => {
  fc.assert(
    fc.property(withOne, ({ all, how, there, one }) => {
      const changed = there.map((other) =>
        other === one ? { ...one, record: { ...one.record, comment: 'by hand' } } : other,
      );
      const { lines, foreign } = driftOf(all, how, standing(changed), known);
      expect(lines).toMatchObject([{ kind: 'foreign', reason: { code: 'provisioning-foreign' } }]);
      expect(foreign).toBe(0);
    }),
  );
});

test('Given a copy of a record with its comment, when the router is compared, then the copy is left to its owner', () => {
  fc.assert(
    fc.property(withOne, ({ all, how, there, one }) => {
      const field = one.record['name'] === undefined ? 'address' : 'name';
      const copy = { ...one, record: { ...one.record, '.id': '*FFFF', [field]: 'a-copy' } };
      const { lines } = driftOf(all, how, standing([...there, copy]), known);
      expect(lines).toMatchObject([{ kind: 'foreign', record: '*FFFF', reason: { code: 'drift-copied' } }]);
    }),
  );
});

test('Given marked records of nobody who belongs there and unmarked ones, when the router is compared, then only the marked ones are extra', () => {
  fc.assert(
    fc.property(customers, practices, fc.nat(5), fc.nat(5), (all, how, marked, unmarked) => {
      const secret = (i: number, comment: string) => ({
        menu: '/ppp/secret' as const,
        record: { '.id': `*E${i}`, name: `gone-${i}`, comment },
      });
      const extra = Array.from({ length: marked }, (_, i) => secret(i, customerMarker(uuid(70_000 + i))));
      const others = Array.from({ length: unmarked }, (_, i) => secret(100 + i, 'the operator’s own'));
      const drift = driftOf(all, how, standing([...placed(all, how), ...extra, ...others]), known);
      expect(drift.lines.map(({ kind }) => kind)).toEqual(extra.map(() => 'extra'));
      expect(drift.foreign).toBe(unmarked);
    }),
  );
});

test('Given somebody of whom it cannot be said what should stand, when the router is compared, then that is told and what stands of them is kept', () => {
  const nobody = customer(5, { served: { ...customer(5).served, connection: 'static' }, macs: [] });
  const lease = {
    menu: '/ip/dhcp-server/lease' as const,
    record: { '.id': '*1', address: '10.0.0.5', comment: customerMarker(nobody.id) },
  };
  const { lines } = driftOf([nobody], practice, standing([lease]), known);
  expect(lines).toMatchObject([{ kind: 'missing', reason: { code: 'provisioning-no-mac' } }]);
});

test('Given 10,000 customers and their records, when the router is compared, then each is looked up and not searched for', () => {
  const all = Array.from({ length: 10_000 }, (_, i) => customer(i + 2));
  const { matching, lines } = driftOf(all, practice, standing(placed(all, practice)), known);
  expect([matching, lines.length]).toEqual([10_000, 0]);
});

test('Given a record that is marked for a customer whom the office never had, when the router is compared, then it is told apart from what has to go', () => {
  const marked = (i: number) => ({
    menu: '/ppp/secret' as const,
    record: { '.id': `*E${i}`, name: `gone-${i}`, comment: customerMarker(uuid(70_000 + i)) },
  });
  const here = (id: string): boolean => id === uuid(70_001);
  const { lines, foreign } = driftOf([customer(5)], practice, standing([marked(1), marked(2)]), here);
  expect(lines.filter(({ name }) => name.startsWith('gone'))).toMatchObject([
    { kind: 'extra', name: 'gone-1', reason: null },
    {
      kind: 'unknown',
      id: `unknown /ppp/secret *E2 ${uuid(70_002)}`,
      customer: uuid(70_002),
      reason: null,
    },
  ]);
  expect(foreign).toBe(0);
});

test('Given each kind of difference, when it is asked what becomes of it, then what may be another console’s is no fault and is left', () => {
  const kinds: readonly DriftKind[] = ['missing', 'different', 'extra', 'unknown', 'foreign'];
  expect(kinds.filter(isRepaired)).toEqual(['missing', 'different', 'extra']);
  expect(kinds.filter(isDiffering)).toEqual(['missing', 'different', 'extra', 'foreign']);
});
