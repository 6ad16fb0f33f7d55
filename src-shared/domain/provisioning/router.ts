import { z } from 'zod';

/** Who answers when a customer dials in: records on the router itself, or a RADIUS server. */
export const AUTHENTICATIONS = ['local', 'radius'] as const;
export const Authentication = z.enum(AUTHENTICATIONS);
export type Authentication = z.infer<typeof Authentication>;

/**
 * What a router does with a customer who is suspended or expired: turns the record off, gives it a slow profile, or puts
 * its address on a list that the router's own rules look at.
 */
export const SUSPENSIONS = ['disable', 'profile', 'list'] as const;
export const Suspension = z.enum(SUSPENSIONS);
export type Suspension = z.infer<typeof Suspension>;

/** How a router binds a fixed address to a customer: a DHCP lease with a rate, or an ARP entry and a queue. */
export const STATIC_WAYS = ['lease', 'arp'] as const;
export const StaticWay = z.enum(STATIC_WAYS);
export type StaticWay = z.infer<typeof StaticWay>;

/** How a router is run, as far as it decides what stands on it. */
export interface RouterPractice {
  readonly authentication: Authentication;
  readonly suspension: Suspension;
  readonly staticWay: StaticWay;
  /** The router's own end of a PPP connection, "10.0.0.1"; null: the gateway of the package's block. */
  readonly pppLocalAddress: string | null;
  /** The names of the router's hotspot server, DHCP server and interface towards customers; null: any, or none. */
  readonly hotspotServer: string | null;
  readonly dhcpServer: string | null;
  readonly customerInterface: string | null;
}

/** The names that are ours on every router. */
export const SUSPENDED_PROFILE = 'lastmile-suspended';
export const SUSPENDED_LIST = 'lastmile-suspended';
/** What is left to somebody who is suspended by a slow profile: enough to reach a page that says so. */
export const SUSPENDED_RATE = '64k/64k';
