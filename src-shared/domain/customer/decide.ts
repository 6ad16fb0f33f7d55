import type { ActionTerms } from '../../contract/actions.ts';
import { activate, end, reactivate, suspend } from '../billing/events.ts';
import { parseMac } from '../device/mac.ts';
import {
  change,
  type ActionFacts,
  alreadySo,
  changeNoted,
  type CustomerInHand,
  type Decision,
  type MessageToSend,
  refused,
} from './action-facts.ts';
import { obstacle } from './actions.ts';
import { changeIp } from './address-rules.ts';
import { changeOperator, changePackage, changeProfile, changeRouter, changeZone } from './choice-rules.ts';
import { addCharge, addCredit, addPayment, extended, renewed, specialPrice } from './money-rules.ts';
import { isUsablePassword } from './password.ts';
import { restore } from './restore-rule.ts';

/**
 * What an action does to a customer, or why it cannot be: the rule behind every action, single and in bulk. Whether the
 * terms themselves may be chosen is asked before, once (terms-obstacle.ts).
 */
export function decide(customer: CustomerInHand, terms: ActionTerms, facts: ActionFacts): Decision {
  const decision = decided(customer, terms, facts);
  const { rests } = facts.billing;
  if (rests === null || decision.kind === 'refused' || !decision.changes.step) return decision;
  return refused(rests.code, rests.params);
}

function decided(customer: CustomerInHand, terms: ActionTerms, facts: ActionFacts): Decision {
  const hindrance = obstacle(terms.action, customer);
  if (hindrance === 'action-not-in-state') return refused(hindrance, { context: customer.status });
  if (hindrance === 'action-not-for-type' && terms.action === 'disconnect') {
    return refused(hindrance, { context: terms.action });
  }
  if (hindrance !== null) return refused(hindrance);
  switch (terms.action) {
    case 'activate':
      // Time that has run out is not begun anew but paid for.
      if (customer.type === 'hotspot' && customer.status === 'expired') return refused('activate-renew');
      return change({}, { step: activate(customer.account, facts.now, facts.billing.world) });
    case 'suspend':
      return change({}, { step: suspend(customer.account, facts.now, facts.billing.world) });
    case 'reactivate':
      return reactivated(customer, facts);
    case 'reset-password': {
      const password = terms.password ?? facts.newPassword();
      return isUsablePassword(password) ? change({}, { password }) : refused('invalid-password');
    }
    case 'change-package':
      return changePackage(customer, terms, facts);
    case 'change-profile':
      return changeProfile(customer, terms, facts);
    case 'change-zone':
      return changeZone(customer, terms, facts);
    case 'change-operator':
      return changeOperator(customer, terms, facts);
    case 'change-router':
      return changeRouter(customer, terms, facts);
    case 'change-ip':
      return changeIp(customer, terms, facts);
    case 'bind-mac':
      return bindMac(customer, terms, facts);
    case 'remove-mac':
      return removeMac(customer, terms);
    case 'disconnect':
      // Nothing of the customer is another for it: whether they are online, their routers say.
      return change({});
    case 'recharge':
    case 'add-payment':
      return addPayment(customer, terms, facts);
    case 'renew':
      return renewed(customer, terms, facts);
    case 'add-charge':
      return addCharge(customer, terms, facts);
    case 'add-credit':
      return addCredit(customer, terms, facts);
    case 'extend':
      return extended(customer, terms, facts);
    case 'special-price':
      return specialPrice(customer, terms, facts);
    case 'send-details':
      return send(customer, { kind: 'payment-details', text: null }, facts);
    case 'send-message':
      return send(customer, { kind: terms.kind, text: terms.text ?? null }, facts);
    case 'delete':
      return change(
        { deletedAt: facts.now, deletedBy: facts.by },
        { step: end(customer.account, facts.now, facts.billing.world) },
      );
    case 'restore':
      return restore(customer, terms, facts);
  }
}

/** Whoever does not cover the day, has a bill that is overdue, or whose time is over, stays without service until it is paid. */
function reactivated({ account }: CustomerInHand, { now, billing }: ActionFacts): Decision {
  const step = reactivate(account, now, billing.world);
  const note = step.account.status === 'active' ? null : { code: `reactivated-${step.account.status}`, params: {} };
  return changeNoted(note, { columns: {}, step });
}

function send(customer: CustomerInHand, message: MessageToSend, facts: ActionFacts): Decision {
  const problem = facts.billing.messageProblem(customer, message);
  return problem ? refused(problem.code, problem.params) : change({}, { message });
}

type TermsOf<Action> = Extract<ActionTerms, { action: Action }>;

/** A device that two customers have is allowed, as devices move and are cloned; it is told. */
function bindMac(customer: CustomerInHand, { mac, type }: TermsOf<'bind-mac'>, facts: ActionFacts): Decision {
  const address = parseMac(mac);
  if (address === null) return refused('invalid-mac', { value: mac });
  if (customer.macs.includes(address)) return alreadySo;
  const kind = type === undefined || type === '' ? null : type;
  const others = facts.holdersOfMac(address, customer.id).flatMap(({ username }) => username ?? []);
  const note = others.length === 0 ? null : { code: 'mac-also-of', params: { mac: address, who: others.join(', ') } };
  return { kind: 'change', changes: { columns: {}, bind: { mac: address, type: kind } }, note };
}

function removeMac(customer: CustomerInHand, { mac }: TermsOf<'remove-mac'>): Decision {
  if (mac === undefined)
    return customer.macs.length === 0 ? refused('mac-none') : change({}, { unbind: customer.macs });
  const address = parseMac(mac);
  if (address === null) return refused('invalid-mac', { value: mac });
  return customer.macs.includes(address)
    ? change({}, { unbind: [address] })
    : refused('mac-not-bound', { mac: address });
}
