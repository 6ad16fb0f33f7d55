import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import { ruleAt } from '#shared/contract/rules.ts';
import { can, type Relation, type Rule } from '#shared/domain/operator/can.ts';
import { type Role, ROLES } from '#shared/domain/operator/role.ts';
import { type At, type Question, table } from './tenancy/table.ts';
import { FORBIDDEN, type OperatorName, World } from './tenancy/world.ts';

// Who sees what, for every procedure of the contract: role x (own, beneath, parent, foreign). What is not in reach answers
// word for word as what does not exist, and nothing of it stands in any answer.

/** Whose records stand how to a reseller, and to the ISP itself. */
const SEEN: Readonly<Record<'mine' | 'isp', readonly (readonly [Relation, OperatorName])[]>> = {
  mine: [
    ['own', 'mine'],
    ['beneath', 'beneath'],
    ['parent', 'isp'],
    ['foreign', 'foreign'],
  ],
  isp: [
    ['own', 'isp'],
    ['beneath', 'mine'],
  ],
};

/** What came of a question: the code of a refusal, or the whole answer. Ids, instants and numbers made here are all alike. */
interface Outcome {
  readonly code: string | null;
  readonly said: string;
}

async function outcomeOf(asking: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { code: null, said: plainly(await whole(await asking())) };
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    if (error.code !== 'REFUSED') return { code: 'internal', said: error.message };
    const { code, params } = error.data as { code: string; params: object };
    return { code, said: plainly({ code, params }) };
  }
}

/** Everything of an answer: a stream's values (of one that goes on for ever the first), a file's text. */
async function whole(answer: unknown): Promise<unknown> {
  if (answer instanceof File) return answer.text();
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer)) return answer;
  // Cast: what has the symbol is a stream of the contract, which is its own iterator.
  const stream = answer as unknown as AsyncIterator<unknown>;
  const values: unknown[] = [];
  for (let next = await stream.next(); ; next = await stream.next()) {
    values.push(next.value);
    const goesOn = typeof next.value === 'object' && next.value !== null && 'stage' in next.value;
    if (next.done === true || goesOn) break;
  }
  await stream.return?.();
  return values;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const MADE = /\b(nobody|admin|north|mirpur|zulu|isp-only|made)([ -][a-z]+)?([ -]\d+)?\b/g;

const plainly = (answer: unknown): string => JSON.stringify(answer).replace(UUID, 'id').replace(INSTANT, 'then');
/** Without the names that only this question has. */
const alike = ({ code, said }: Outcome) => ({ code, said: said.replace(MADE, 'name') });

function questions(): readonly (readonly [string, Question, Rule])[] {
  return Object.entries(table).flatMap(([feature, lines]) =>
    Object.entries(lines).flatMap(([name, line]) => {
      const rule = ruleAt([feature, name]);
      if (!rule) throw new Error(`No rule for ${feature}.${name}`);
      if ('provedIn' in line) return [];
      return Object.entries(line).map(
        ([of, question]) =>
          [`${feature}.${name}${of === 'plain' || of === 'record' ? '' : ` (${of})`}`, question, rule] as const,
      );
    }),
  );
}

async function walk(own: 'mine' | 'isp', role: Role, world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  const client = world.client(own, role);
  for (const [name, question, rule] of questions()) {
    if (question.roles?.includes(role) === false) continue;
    const ask = (of: OperatorName | null) => {
      const at: At = { role, own, of, world };
      return outcomeOf(() => question.ask(client, at));
    };
    const actor = { role, isRoot: own === 'isp' };
    const missing = await ask(null);
    if (missing.code === 'internal') wrong.push(`${name}: ${missing.said}`);
    if (!can(actor, rule, 'own')) {
      // A role that might is told that it is the ISP's alone.
      const isForRole = rule.roles !== 'nobody' && rule.roles.includes(role);
      if (missing.code !== (isForRole ? 'isp-only' : 'not-allowed')) wrong.push(`${name}: may be called`);
      continue;
    }
    if (missing.code === 'not-allowed' || missing.code === 'isp-only') wrong.push(`${name}: may not be called`);
    const relations: readonly (readonly [Relation, OperatorName])[] = question.isOfRecord ? SEEN[own] : [['own', own]];
    for (const [relation, of] of relations) {
      const outcome = await ask(of);
      const isReached = question.reaches?.includes(relation) ?? can(actor, rule, relation);
      const isAlike = JSON.stringify(alike(outcome)) === JSON.stringify(alike(missing));
      if (isReached && outcome.code !== null && question.mayRefuse?.includes(outcome.code) !== true) {
        wrong.push(`${name}, ${relation}: refused with ${outcome.said}`);
      }
      if (isReached && question.isOfRecord && isAlike) wrong.push(`${name}, ${relation}: as if it were not there`);
      if (!isReached && !isAlike) wrong.push(`${name}, ${relation}: ${outcome.said} instead of ${missing.said}`);
      if (
        own === 'mine' &&
        isReached &&
        FORBIDDEN.test(outcome.said.replaceAll(/"isp-only-(pack|profile|zone|block|router)[^"]*"/g, ''))
      ) {
        wrong.push(
          `${name}, ${relation}: tells of what is not theirs: ${FORBIDDEN.exec(outcome.said)?.[0] ?? ''} in ${outcome.said.slice(0, 400)}`,
        );
      }
      if (question.shows !== undefined) {
        const words = own === 'mine' ? ['north', 'mirpur'] : ['isp-only', 'north', 'mirpur', 'zulu'];
        for (const word of words.map((one) =>
          question.shows === '' ? `"${one === 'isp-only' ? 'admin' : one}"` : `${one}-${question.shows ?? ''}`,
        ))
          if (!outcome.said.includes(word)) wrong.push(`${name}: lacks ${word}`);
      }
    }
  }
  return wrong;
}

/** Somebody and something of every kind for every operator. */
function furnish(world: World): void {
  for (const of of ['isp', 'mine', 'beneath', 'foreign'] as const) {
    for (const make of ['customer', 'package', 'profile', 'zone', 'block', 'router', 'view', 'batch'] as const)
      world[make](of);
  }
}

describe.each(['mine', 'isp'] as const)('acting for the operator "%s"', (own) => {
  test.each(ROLES)(
    'given the role %s, when every procedure is asked for every record, then it answers what this role may see and nothing else',
    async (role) => {
      const world = await World.open();
      furnish(world);
      expect(await walk(own, role, world)).toEqual([]);
    },
    // Some four hundred questions; where the programs are not built, each worker that reads a file is slow to start.
    180_000,
  );
});

test('given customers of others, when a reseller counts, then they are in none of its numbers', async () => {
  const world = await World.open();
  const client = world.client('mine', 'manager');
  const numbers = async () => ({
    counts: await client.customers.counts(),
    dashboard: await client.dashboard.get(),
    all: (await client.customers.count({ which: { filter: {}, except: [] } })).total,
    windows: (await client.customers.windows({ filter: {} })).total,
    report: (await client.reports.btrcPreview({ month: '2026-10' })).population,
    packages: (await client.packages.list()).reduce((sum, { customers }) => sum + customers, 0),
    operators: (await client.operators.list()).map(({ name, customers }) => [name, customers]),
    devices: (await client.devices.list({})).total,
    history: (await client.history.list({ filter: {} })).total,
  });
  const before = await numbers();
  world.customer('foreign');
  world.customer('isp');
  expect(await numbers()).toEqual(before);
  world.customer('mine');
  world.customer('beneath');
  const after = await numbers();
  for (const [name, number] of Object.entries(after)) {
    expect([name, number]).not.toEqual([name, before[name as keyof typeof before]]);
  }
  expect(after.all).toBe(2);
});
