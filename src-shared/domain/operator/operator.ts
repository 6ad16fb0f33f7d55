import { z } from 'zod';
import { folded } from '../text.ts';

export const OperatorKind = z.enum(['admin', 'reseller', 'sub-reseller']);
export type OperatorKind = z.infer<typeof OperatorKind>;

/** A tenant. The admin is the root of the tree and the only one without a parent. */
export const Operator = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  code: z.string(),
  kind: OperatorKind,
  /** ISO 3166 alpha-2; null: the ISP's own. */
  country: z.string().nullable(),
  version: z.int(),
});
export type Operator = z.infer<typeof Operator>;

/** What the root of a new store is called until the ISP says its name. It stays the root's code: files say it. */
export const FIRST_NAME = 'admin';

/** Whether the ISP has not said its name yet: receipts and texts would say "admin". */
export const isUnnamed = ({ kind, name }: Pick<Operator, 'kind' | 'name'>): boolean =>
  kind === 'admin' && folded(name) === FIRST_NAME;

type Node = Pick<Operator, 'id' | 'parentId'>;

/** The operator itself and all beneath it: whose customers it sees and manages. */
export function reachOf(operatorId: string, operators: readonly Node[]): ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const { id, parentId } of operators) {
    if (parentId === null) continue;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(id);
    else children.set(parentId, [id]);
  }
  const reach = new Set<string>();
  const waiting = operators.some(({ id }) => id === operatorId) ? [operatorId] : [];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reach.has(id)) continue;
    reach.add(id);
    waiting.push(...(children.get(id) ?? []));
  }
  return reach;
}

/** The operator and its parents up to the admin: whose packages, profiles, zones and blocks it may use. */
export function lineOf(operatorId: string, operators: readonly Node[]): ReadonlySet<string> {
  const parents = new Map(operators.map(({ id, parentId }) => [id, parentId]));
  const line = new Set<string>();
  let id: string | null = parents.has(operatorId) ? operatorId : null;
  while (id !== null && !line.has(id)) {
    line.add(id);
    id = parents.get(id) ?? null;
  }
  return line;
}
