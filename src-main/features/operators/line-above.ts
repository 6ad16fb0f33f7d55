/** The operator (the first parameter) and those above it as `line (id, parent_id, depth)`: what it has not of its own is lent from there. */
export const OPERATOR_LINE = `
  WITH RECURSIVE line (id, parent_id, depth) AS (
    SELECT id, parent_id, 0 FROM operator WHERE id = ?
    UNION ALL
    SELECT operator.id, operator.parent_id, depth + 1 FROM operator JOIN line ON operator.id = line.parent_id
    WHERE depth < 10
  )`;
