import type { InferContractRouterOutputs } from '@orpc/contract';
import { useQuery } from '@tanstack/react-query';
import type { Contract } from '#shared/contract/index.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { minorOfDecimal } from '#shared/domain/money/money.ts';
import { core } from '../../host/core.ts';
import { isPayment } from './money-terms.ts';

export type Due = InferContractRouterOutputs<Contract>['ledger']['due'];

/** What a payment of a customer would be for; undefined until it is there, and where no money is taken. */
export function useDue(action: CustomerAction, customer: string | undefined): Due | undefined {
  const isAsked = customer !== undefined && isPayment(action);
  const { data } = useQuery({
    ...core.ledger.due.queryOptions({ input: { customer: customer ?? '' } }),
    enabled: isAsked,
    staleTime: 0,
  });
  return isAsked ? data : undefined;
}

/** What stands in the field of the amount before anybody types. */
export function prefillOf(action: CustomerAction, due: Due | undefined): string {
  if (due === undefined) return '';
  if (action === 'renew') return due.renewal ?? '';
  if (action !== 'add-payment') return '';
  const isOwed = (amount: string | null): amount is string => amount !== null && minorOfDecimal(amount) > 0;
  return [due.open, due.renewal].find(isOwed) ?? '';
}
