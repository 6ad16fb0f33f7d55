/** A condition: the console works with a central server. */
export const JOINED = "EXISTS (SELECT 1 FROM sync_server WHERE one = 1 AND sync_server.state = 'joined')";

/** A condition: whether this console holds the router whose id stands in a column, which is named with its table. */
export const heldHere = (column: `${string}.${string}`): string =>
  `(NOT ${JOINED} OR EXISTS (SELECT 1 FROM sync_router WHERE sync_router.router_id = ${column} AND held = 1))`;
