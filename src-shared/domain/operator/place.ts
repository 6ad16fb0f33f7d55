import { type Operator, type OperatorKind, reachOf } from './operator.ts';

type Node = Pick<Operator, 'id' | 'parentId' | 'kind'>;

/** Why an operator cannot stand there: codes of the message catalogue. */
export type Misplaced = 'operator-root' | 'operator-one-admin' | 'operator-circle' | 'operator-parent-kind';

/** What stands directly beneath what: the ISP, its resellers, their sub-resellers. */
const ABOVE: Readonly<Record<OperatorKind, OperatorKind | null>> = {
  admin: null,
  reseller: 'admin',
  'sub-reseller': 'reseller',
};

/**
 * Whether an operator (`id` null: a new one) may be of this kind beneath this parent. The root, which has itself for a
 * parent in a form, stays where and what it is.
 */
export function misplaced(
  { id, parentId, kind }: { readonly id: string | null; readonly parentId: string; readonly kind: OperatorKind },
  operators: readonly Node[],
): Misplaced | null {
  const current = operators.find((one) => one.id === id);
  if (current?.parentId === null) return kind === 'admin' && parentId === id ? null : 'operator-root';
  if (kind === 'admin') return 'operator-one-admin';
  if (id !== null && reachOf(id, operators).has(parentId)) return 'operator-circle';
  const parent = operators.find((one) => one.id === parentId);
  return parent?.kind === ABOVE[kind] ? null : 'operator-parent-kind';
}

/** How many operators directly beneath would no longer stand right if it became of this kind. */
export function misplacedBeneath(id: string, kind: OperatorKind, operators: readonly Node[]): number {
  return operators.filter((one) => one.parentId === id && ABOVE[one.kind] !== kind).length;
}

/** The operators within a reach as a tree is read: each followed by those beneath it, by name; `depth` 0 is the top. */
export function asTree<One extends Node & { readonly name: string }>(
  topId: string,
  operators: readonly One[],
): readonly { readonly operator: One; readonly depth: number }[] {
  const lines: { operator: One; depth: number }[] = [];
  const seen = new Set<string>();
  const walk = (operator: One, depth: number): void => {
    if (seen.has(operator.id)) return;
    seen.add(operator.id);
    lines.push({ operator, depth });
    const beneath = operators.filter(({ parentId }) => parentId === operator.id);
    for (const one of beneath.sort((a, b) => a.name.localeCompare(b.name))) walk(one, depth + 1);
  };
  const top = operators.find(({ id }) => id === topId);
  if (top) walk(top, 0);
  return lines;
}
