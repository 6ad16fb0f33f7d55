import { rightsLacking } from './router-rights.ts';

/** What was found at a router: well, or a reason to look, with the code of its sentence (section `router-test`). */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'failed';
  readonly told: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
}

const found = (state: Finding['state'], code: string, params: Finding['told']['params'] = {}): Finding => ({
  state,
  told: { code, params },
});

/** From 6.43 on the password goes to the router as it is, and nothing on the router has to keep it in clear. */
const LEAST = [6, 43] as const;

/** Judges a version as the router tells it, "6.49.17 (long-term)". */
export function versionFinding(version: string): Finding {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return found('warning', 'version-unread', { version });
  const isNew = Number(major) > LEAST[0] || (Number(major) === LEAST[0] && Number(minor) >= LEAST[1]);
  return isNew ? found('ok', 'version', { version }) : found('warning', 'version-old', { version });
}

/**
 * Judges what a user may do: the policy of its group as the router writes it, "read,write,!ftp" (null: the router does not
 * show it), and whether a write was let through.
 */
export function permissionFinding(policy: string | null, mayWrite: boolean): Finding {
  const lacking = rightsLacking(policy ?? 'read,write,api,test', mayWrite);
  if (lacking.length > 0) return found('failed', 'permission-lacks', { lacking: lacking.join(', ') });
  return policy === null ? found('warning', 'permission-unread') : found('ok', 'permission');
}

/** Judges from where a service may be reached: its address list, "10.0.0.0/24,::/0"; empty: from everywhere. */
export function serviceFinding(service: 'api' | 'api-ssl', address: string | undefined): Finding {
  if (address === undefined) return found('warning', 'service-unread', { service });
  const networks = address.split(',').filter((one) => one !== '');
  const isOpen = networks.length === 0 || networks.some((one) => one.endsWith('/0'));
  if (isOpen) return found('warning', 'service-open', { service });
  return found('ok', 'service', { service, addresses: networks.join(', ') });
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Judges a router's clock against ours, both in milliseconds since 1970; null: it cannot be read. */
export function clockFinding(theirs: number | null, ours: number): Finding {
  if (theirs === null) return found('warning', 'clock-unread');
  const apart = Math.abs(theirs - ours);
  if (apart <= 5 * MINUTE) return found('ok', 'clock');
  const params = (unit: number) => ({ count: Math.round(apart / unit) });
  if (apart < 2 * HOUR) return found('warning', 'clock-minutes', params(MINUTE));
  return apart < 2 * DAY ? found('warning', 'clock-hours', params(HOUR)) : found('warning', 'clock-days', params(DAY));
}
