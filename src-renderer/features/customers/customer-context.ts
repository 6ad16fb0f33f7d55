import { createContext, use } from 'react';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';

/** The customer whose page it is. */
export const CustomerShown = createContext<CustomerProfile | null>(null);

/** The customer, in a part of the page; the page draws its parts only when the customer is there. */
export function useCustomer(): CustomerProfile {
  const customer = use(CustomerShown);
  if (customer === null) throw new Error('This stands outside of a customer’s page');
  return customer;
}

/** Opens the dialog of an action on the customer whose page it is. */
export const CustomerDo = createContext<(action: CustomerAction) => void>(() => undefined);
