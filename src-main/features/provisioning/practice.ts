import type { RouterPractice } from '#shared/domain/provisioning/router.ts';
import type { RouterRow } from '../routers/index.ts';

/** How a router is run, of its row. */
export function practiceOf(row: RouterRow): RouterPractice {
  const { authentication, suspension, staticWay, pppLocalAddress, hotspotServer, dhcpServer, customerInterface } = row;
  return { authentication, suspension, staticWay, pppLocalAddress, hotspotServer, dhcpServer, customerInterface };
}
