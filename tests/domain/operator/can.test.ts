import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { can, type Realm, type Relation, relationOf, RELATIONS, type Rule } from '#shared/domain/operator/can.ts';
import { lineOf, type Operator, type OperatorKind, reachOf } from '#shared/domain/operator/operator.ts';
import { asTree, misplaced, misplacedBeneath } from '#shared/domain/operator/place.ts';
import { type Role, ROLES } from '#shared/domain/operator/role.ts';
import { failuresThatCount, waitAfter } from '#shared/domain/operator/wait-after.ts';

const REALMS: readonly Realm[] = ['customer', 'shared', 'isp', 'self'];
const role = fc.constantFrom(...ROLES);
const actor = fc.record({ role, isRoot: fc.boolean() });
const relation = fc.constantFrom(...RELATIONS);
const rule: fc.Arbitrary<Rule> = fc.record({
  roles: fc.oneof(fc.subarray([...ROLES]), fc.constant('nobody' as const)),
  realm: fc.constantFrom(...REALMS),
});

/** Any tree: everybody but the first has somebody before it for a parent. */
const trees = fc
  .array(fc.nat(), { minLength: 1, maxLength: 12 })
  .map((parents) =>
    parents.map((parent, index) => ({ id: String(index), parentId: index === 0 ? null : String(parent % index) })),
  );

describe('can', () => {
  test.each<[Realm, readonly Relation[]]>([
    ['customer', ['own', 'beneath']],
    ['shared', ['own', 'beneath', 'parent']],
    ['isp', ['own']],
    ['self', ['own']],
  ])('given a rule over "%s", then it reaches %j and nothing else', (realm, reached) => {
    const all: Rule = { roles: ROLES, realm };
    expect(RELATIONS.filter((one) => can({ role: 'admin', isRoot: true }, all, one))).toEqual(reached);
  });

  test('given any rule and anybody, then a role that it does not name never may', () => {
    fc.assert(
      fc.property(actor, rule, relation, (who, what, to) => {
        if (what.roles !== 'nobody' && !what.roles.includes(who.role)) expect(can(who, what, to)).toBe(false);
      }),
    );
  });

  test('given any rule and any reseller, then nothing of the ISP as a whole, and nothing foreign, is theirs', () => {
    fc.assert(
      fc.property(role, rule, relation, (one, what, to) => {
        if (what.roles === 'nobody') return;
        const may = can({ role: one, isRoot: false }, what, to);
        if (what.realm === 'isp' || to === 'foreign') expect(may).toBe(false);
      }),
    );
  });

  test('given any rule, then whoever may with one more role may with all others as before', () => {
    fc.assert(
      fc.property(actor, rule, relation, role, (who, what, to, more: Role) => {
        if (what.roles === 'nobody') return;
        const wider = { ...what, roles: [...what.roles, more] };
        if (can(who, what, to)) expect(can(who, wider, to)).toBe(true);
        if (who.role !== more) expect(can(who, wider, to)).toBe(can(who, what, to));
      }),
    );
  });
});

describe('relationOf', () => {
  test('given any tree, then it is own, beneath or parent exactly as reach and line have it, and foreign otherwise', () => {
    fc.assert(
      fc.property(trees, (operators) => {
        for (const { id } of operators)
          for (const other of operators) {
            const stands = relationOf(id, other.id, operators);
            expect(stands === 'own').toBe(id === other.id);
            expect(stands === 'beneath').toBe(id !== other.id && reachOf(id, operators).has(other.id));
            expect(stands === 'parent').toBe(id !== other.id && lineOf(id, operators).has(other.id));
          }
      }),
    );
  });

  test('given any two operators, then one is beneath exactly when the other is a parent, and foreign goes both ways', () => {
    const TURNED = { own: 'own', beneath: 'parent', parent: 'beneath', foreign: 'foreign' } as const;
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (operators, one, other) => {
        const [a, b] = [String(one % operators.length), String(other % operators.length)];
        expect(relationOf(b, a, operators)).toBe(TURNED[relationOf(a, b, operators)]);
      }),
    );
  });

  test('given an operator that there is not, then it is foreign', () => {
    expect(relationOf('0', 'gone', [{ id: '0', parentId: null }])).toBe('foreign');
  });
});

describe('waitAfter', () => {
  const failures = fc.integer({ min: 0, max: 10_000 });
  const at = fc.integer({ min: 0, max: 4e12 });

  test.each([
    [0, 0],
    [2, 0],
    [3, 2],
    [4, 4],
    [5, 8],
    [9, 128],
    [10, 256],
    [11, 300],
    [5000, 300],
  ])('given %d wrong passwords, the last just now, then %d seconds are waited', (count, seconds) => {
    expect(waitAfter(count, 1000, 1000)).toBe(seconds);
  });

  test('given any clock, set back as well, then nobody waits longer than five minutes, and never less than nothing', () => {
    fc.assert(
      fc.property(failures, at, at, (count, last, now) => {
        const wait = waitAfter(count, last, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(300);
      }),
    );
  });

  test('given one more wrong password, then nobody waits less; given more time, then nobody waits longer', () => {
    fc.assert(
      fc.property(failures, at, fc.nat(1_000_000), fc.nat(1_000_000), (count, last, passed, more) => {
        const wait = waitAfter(count, last, last + passed);
        expect(waitAfter(count + 1, last, last + passed)).toBeGreaterThanOrEqual(wait);
        expect(waitAfter(count, last, last + passed + more)).toBeLessThanOrEqual(wait);
      }),
    );
  });

  test('given a wait that was told, when it has been waited for, then there is none', () => {
    fc.assert(
      fc.property(failures, at, fc.nat(400_000), (count, last, passed) => {
        const now = last + passed;
        expect(waitAfter(count, last, now + waitAfter(count, last, now) * 1000)).toBe(0);
      }),
    );
  });

  test('given a day without one, then wrong passwords are forgotten, and not before', () => {
    expect(failuresThatCount(7, 0, 86_400_000)).toBe(7);
    expect(failuresThatCount(7, 0, 86_400_001)).toBe(0);
    expect(failuresThatCount(7, 5, 0)).toBe(7);
    expect(failuresThatCount(0, null, 0)).toBe(0);
  });
});

describe('where an operator may stand', () => {
  type Node = Pick<Operator, 'id' | 'parentId' | 'kind' | 'name'>;
  const root: Node = { id: 'isp', parentId: null, kind: 'admin', name: 'ISP' };
  const kinds = fc.constantFrom<OperatorKind>('admin', 'reseller', 'sub-reseller');
  const wishes = fc.array(fc.record({ which: fc.nat(30), parent: fc.nat(30), kind: kinds, isNew: fc.boolean() }), {
    maxLength: 40,
  });

  test('given any wishes, when only those are granted that may be, then it stays one tree of the three kinds', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        let operators: Node[] = [root];
        for (const [index, { which, parent, kind, isNew }] of all.entries()) {
          const parentId = (operators[parent % operators.length] as Node).id;
          const id = isNew ? null : (operators[which % operators.length] as Node).id;
          if (misplaced({ id, parentId, kind }, operators)) continue;
          if (id === null) operators.push({ id: `o${index}`, parentId, kind, name: `o${index}` });
          else if (id !== root.id && misplacedBeneath(id, kind, operators) === 0)
            operators = operators.map((one) => (one.id === id ? { ...one, parentId, kind } : one));
        }
        expect(operators.filter(({ parentId }) => parentId === null)).toEqual([root]);
        expect(reachOf(root.id, operators).size).toBe(operators.length);
        const kindOf = new Map(operators.map(({ id, kind }) => [id, kind]));
        for (const { parentId, kind } of operators) {
          if (parentId === null) continue;
          expect(kindOf.get(parentId)).toBe(kind === 'reseller' ? 'admin' : 'reseller');
        }
        const tree = asTree(root.id, operators);
        expect(tree).toHaveLength(operators.length);
        expect(tree.map(({ depth }) => depth).every((depth) => depth <= 2)).toBe(true);
      }),
    );
  });
});
