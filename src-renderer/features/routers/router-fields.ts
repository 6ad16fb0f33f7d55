import type { RouterFields, RouterLine } from '#shared/contract/routers.ts';

/** How a router is reached, as a test asks for it. */
export type Reached = Pick<
  RouterFields,
  'host' | 'port' | 'tls' | 'fingerprint' | 'username' | 'password' | 'codePage'
>;

/** The fields of a router as they are kept. Its secrets stay as they were. */
export const fieldsOfLine = (line: RouterLine): RouterFields => ({
  operatorId: line.operatorId,
  name: line.name,
  code: line.code,
  ...reachedOf(line),
  writes: line.writes,
  authentication: line.authentication,
  suspension: line.suspension,
  staticWay: line.staticWay,
  pppLocalAddress: line.pppLocalAddress,
  hotspotServer: line.hotspotServer,
  dhcpServer: line.dhcpServer,
  customerInterface: line.customerInterface,
  radiusSecret: null,
});

/** How a router is reached as it is kept. */
export const reachedOf = ({ host, port, tls, fingerprint, username, codePage }: RouterLine): Reached => ({
  host,
  port,
  tls,
  fingerprint,
  username,
  password: null,
  codePage,
});
