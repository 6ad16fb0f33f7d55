import { parseIpv4 } from '../ip/ipv4.ts';

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

/** Whether a text cannot be where a router is: neither an IPv4 or IPv6 address nor a name. */
export function hostFault(host: string): boolean {
  if (host.includes(':')) return !/^[0-9a-f:.]+(%[a-z0-9]+)?$/i.test(host) || host.split(':').length < 3;
  // What looks like an address and is none is a typing error, not a name.
  if (/^[\d.]+$/.test(host)) return parseIpv4(host) === null;
  return host.length > 253 || !host.split('.').every((label) => LABEL.test(label));
}
