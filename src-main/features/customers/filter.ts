import type { CustomerFilter, CustomerSort } from '#shared/contract/customers.ts';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { Actor } from '../../procedure.ts';
import { type Condition, type Ordering, searchCondition, type Store } from '../../store/index.ts';
import { reachCondition } from '../operators/index.ts';

/** Every state in which a customer is still one. A list of them, and not "all but deleted", can use the index of states. */
const NOT_DELETED: readonly CustomerStatus[] = ['pending', 'active', 'suspended', 'expired'];

/** Which customers an actor asks for and may see: SQL over the table `customer`. */
export function whereOf(store: Pick<Store, 'reader'>, actor: Actor, filter: CustomerFilter): Condition {
  const { search, status, batch } = filter;
  const parts = [
    statusCondition(status),
    reachCondition(store, actor, 'customer.operator_id'),
    batch === undefined ? null : { sql: 'customer.batch_id = ?', params: [batch] },
    search === undefined ? null : searchCondition(search),
  ].filter((part) => part !== null);
  if (parts.length === 0) return { sql: 'TRUE', params: [] };
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.flatMap(({ params }) => params) };
}

function statusCondition(status: CustomerFilter['status']): Condition | null {
  if (status === 'all') return null;
  if (status !== undefined) return { sql: 'customer.status = ?', params: [status] };
  return { sql: `customer.status IN (${NOT_DELETED.map(() => '?').join(', ')})`, params: NOT_DELETED };
}

/** The ordering of a list and the index that walks in it; null: the table itself, which lies in the order of creation. */
export function orderingOf(
  sort: CustomerSort = { by: 'username', descending: false },
): Ordering & { index: string | null } {
  const { descending } = sort;
  switch (sort.by) {
    case 'username':
      return { column: 'username_key', descending, index: 'customer_username' };
    case 'fullName':
      return { column: 'name_key', descending, index: 'customer_name' };
    case 'created':
      return { column: null, descending, index: null };
  }
}
