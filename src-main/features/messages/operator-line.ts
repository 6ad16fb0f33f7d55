import type { Database } from 'better-sqlite3';

interface Node {
  readonly id: string;
  readonly parentId: string | null;
  readonly hasGateway: 0 | 1;
}

/** Which operators each gateway serves, by the operator that owns it: its own, and those beneath that have none nearer. */
export function operatorsByGateway(db: Database): ReadonlyMap<string, readonly string[]> {
  const nodes = db
    .prepare<[], Node>(
      `SELECT operator.id, parent_id AS parentId, message_gateway.id IS NOT NULL AS hasGateway
       FROM operator LEFT JOIN message_gateway ON operator_id = operator.id`,
    )
    .all();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ownerOf = (from: Node): string | null => {
    const seen = new Set<Node>();
    let node: Node | undefined = from;
    while (node && !seen.has(node)) {
      if (node.hasGateway === 1) return node.id;
      seen.add(node);
      node = node.parentId === null ? undefined : byId.get(node.parentId);
    }
    return null;
  };
  const served = new Map<string, string[]>();
  for (const node of nodes) {
    const owner = ownerOf(node);
    if (owner !== null) served.set(owner, [...(served.get(owner) ?? []), node.id]);
  }
  return served;
}
