import type { ActionTerms } from '#shared/contract/actions.ts';
import type { CustomerLine } from '#shared/contract/customers.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { parseMac } from '#shared/domain/device/mac.ts';
import { parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { blankMoney, isMoneyAction, type MoneyDraft, moneyTerms, type TermsFor } from './money-terms.ts';

/** What a person fills into the dialog of an action, before it is complete. */
export interface TermsDraft extends MoneyDraft {
  /** Package, profile, zone or router ("none": none), or operator. */
  readonly chosen: string | null;
  readonly password: string;
  readonly ip: string;
  readonly mac: string;
  readonly deviceType: string;
  /** What takes the place of what somebody has by now, when a customer is restored. */
  readonly username: string | null;
  readonly restoredIp: string | null;
  readonly restoredAccount: string | null;
}

export const draftFor = (one: Pick<CustomerLine, 'ip'> | undefined, password: string): TermsDraft => ({
  ...blankMoney,
  chosen: null,
  password,
  ip: one?.ip ?? '',
  mac: '',
  deviceType: '',
  username: null,
  restoredIp: null,
  restoredAccount: null,
});

/** The terms as the core takes them; null as long as something is missing. */
export function termsOf(action: CustomerAction, draft: TermsDraft, whom: TermsFor): ActionTerms | null {
  if (isMoneyAction(action)) return moneyTerms(action, draft, whom);
  const { isOne } = whom;
  const { chosen } = draft;
  switch (action) {
    case 'suspend':
      return { action, ...(draft.note.trim() !== '' && { note: draft.note.trim() }) };
    case 'reset-password':
      if (!isOne) return { action };
      return draft.password === '' ? null : { action, password: draft.password };
    case 'change-package':
      return chosen === null ? null : { action, package: chosen };
    case 'change-profile':
      return chosen === null ? null : { action, billingProfile: chosen };
    case 'change-zone':
      return chosen === null ? null : { action, zone: chosen === 'none' ? null : chosen };
    case 'change-router':
      return chosen === null ? null : { action, router: chosen === 'none' ? null : chosen };
    case 'change-operator':
      return chosen === null ? null : { action, operator: chosen };
    case 'change-ip': {
      const ip = draft.ip.trim();
      if (!isOne || ip === '') return { action, ip: null };
      return parseIpv4(ip) === null ? null : { action, ip };
    }
    case 'bind-mac': {
      const type = draft.deviceType.trim();
      return parseMac(draft.mac) === null ? null : { action, mac: draft.mac, ...(type !== '' && { type }) };
    }
    case 'remove-mac':
      return { action, ...(isOne && draft.mac !== '' && { mac: draft.mac }) };
    case 'restore':
      return {
        action,
        ...(draft.username !== null && { username: draft.username.trim() }),
        ...(draft.restoredIp !== null && { ip: draft.restoredIp.trim() === '' ? null : draft.restoredIp.trim() }),
        ...(draft.restoredAccount !== null && { accountNumber: draft.restoredAccount.trim() || null }),
      };
    case 'send-details':
      return { action };
    case 'send-message': {
      const text = draft.text.trim();
      if (draft.kind === null) return null;
      if (draft.kind !== 'own') return { action, kind: draft.kind };
      return text === '' ? null : { action, kind: 'own', text };
    }
    case 'activate':
    case 'reactivate':
    case 'delete':
    case 'disconnect':
      return { action };
  }
}
