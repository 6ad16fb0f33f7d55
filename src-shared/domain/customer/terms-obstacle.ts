import type { ActionTerms } from '../../contract/actions.ts';
import { codeUsedOnce } from '../money/mpesa-code.ts';
import type { ActionFacts, Choice, Reason } from './action-facts.ts';

/**
 * Why an action cannot be done on these terms to anybody: what is to be given lies outside the actor's reach (which is as
 * if it did not exist), is offered to nobody any more, or can belong to one customer only. Null: it can be tried.
 */
export function termsObstacle(terms: ActionTerms, count: number, facts: ActionFacts): Reason | null {
  if (count > 1 && isForOne(terms)) return { code: 'action-one-at-a-time', params: {} };
  switch (terms.action) {
    case 'change-package': {
      const plan = facts.package(terms.package);
      const problem = unusable(plan, 'package-unknown', facts);
      return (
        problem ?? (plan?.isComplete === false ? { code: 'package-incomplete', params: { value: plan.name } } : null)
      );
    }
    case 'change-profile':
      return unusable(facts.profile(terms.billingProfile), 'billing-profile-unknown', facts);
    case 'change-zone':
      return terms.zone === null ? null : unusable(facts.zone(terms.zone), 'zone-unknown', facts);
    case 'change-router':
      return terms.router === null ? null : unusable(facts.router(terms.router), 'router-unknown', facts);
    case 'change-operator': {
      const operator = facts.operator(terms.operator);
      if (!operator || !facts.reach.has(operator.id)) return { code: 'operator-unknown', params: {} };
      return operator.isRetired ? retired(operator.name) : null;
    }
    case 'extend':
      return (terms.until === undefined) === (terms.days === undefined) ? { code: 'extend-which', params: {} } : null;
    case 'send-message':
      return terms.kind === 'own' && terms.text === undefined ? { code: 'message-text-missing', params: {} } : null;
    default:
      return null;
  }
}

/** Usernames, addresses, devices and the code of a payment are one customer's own. */
function isForOne(terms: ActionTerms): boolean {
  switch (terms.action) {
    case 'bind-mac':
      return true;
    case 'change-ip':
      return terms.ip !== null;
    case 'change-package':
      return typeof terms.ip === 'string';
    case 'restore':
      return [terms.username, terms.ip, terms.accountNumber].some((own) => typeof own === 'string');
    case 'recharge':
    case 'renew':
    case 'add-payment':
      return terms.method === 'mpesa' || codeUsedOnce(terms.method, terms.reference) !== null;
    default:
      return false;
  }
}

function unusable(choice: Choice | null, code: string, facts: ActionFacts): Reason | null {
  if (!choice || !facts.usable.has(choice.operatorId)) return { code, params: {} };
  return choice.isRetired ? retired(choice.name) : null;
}

const retired = (name: string): Reason => ({ code: 'choice-retired', params: { name } });
