import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { CustomerToBe } from '#shared/domain/import/customer-to-be.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { searchIndex, sealPassword, type WriteTransaction } from '../../store/index.ts';
import { customer, device } from '../../store/schema.ts';
import { confirmer, type ToConfirm } from '../messages/index.ts';
import { releaseHold } from '../network-addresses/index.ts';
import { customerRows, ledgerRows } from '../sync/index.ts';
import { endOfDay } from '#shared/domain/time/day.ts';

export interface ToInsert extends Pick<FeatureDeps, 'store' | 'now' | 'newId'> {
  readonly id: string;
  readonly actor: Actor;
  readonly row: CustomerToBe;
  readonly status: Extract<CustomerStatus, 'active' | 'pending'>;
  readonly timeZone: string;
  /** Posts what the customer is charged and pays: the payment, and what of it the history tells. */
  readonly post?: () => { readonly payment: ToConfirm['payment']; readonly told: object };
}

/**
 * Writes a customer who is new: the row, its device, the search index, the line of the history, the entry of the journal, and
 * the texts that confirm it.
 */
export function insertCustomer(
  tx: WriteTransaction,
  { store, now, newId, id, actor, row, status, timeZone, post }: ToInsert,
): void {
  const at = now();
  const { password, mac, expires } = row;
  tx.orm
    .insert(customer)
    .values({
      ...columnsOf(row),
      id,
      passwordSealed: password === null ? null : sealPassword(store.seal, id, password),
      status,
      expiresAt: expires === null ? null : new Date(endOfDay(expires, timeZone)),
      createdAt: at,
      updatedAt: at,
      activatedAt: status === 'active' ? at : null,
    })
    .run();
  if (mac !== null) {
    tx.orm.insert(device).values({ id: newId(), customerId: id, mac, addedBy: actor.staffUserId, addedAt: at }).run();
  }
  const seq = tx.db.prepare<[string], number>('SELECT seq FROM customer WHERE id = ?').pluck().get(id);
  if (seq === undefined) throw new Error('A customer that was just written is not there');
  searchIndex(tx.db).refresh(seq);
  // What the draft of the customer held is the customer's now.
  releaseHold(tx.db, id);
  const posted = post?.();
  tx.audit({
    actor,
    action: 'customer.add',
    entity: 'customer',
    entityId: id,
    after: {
      ...given(columnsOf(row)),
      status,
      ...(expires === null ? {} : { expires }),
      ...(mac === null ? {} : { macs: [mac] }),
      ...posted?.told,
    },
    ofOperatorId: row.operatorId,
  });
  const done = { by: actor.staffUserId, at: at.getTime() };
  const rows = { customers: customerRows(tx.db, tx.seal, [id]), lines: ledgerRows(tx.db, [id]) };
  tx.journal({ uid: newId(), name: 'customers.add', args: { ...done, ...rows } });
  const confirmed = { begins: status === 'active', payment: posted?.payment ?? null };
  confirmer(tx, { now, newId })({ id, operatorId: row.operatorId }, confirmed);
}

/** The columns that stand in the row as they are kept. */
function columnsOf(row: CustomerToBe) {
  const { username, usernameKey, fullName, nameKey, phone, phoneKey, email, operatorId, packageId } = row;
  const { billingProfileId, zoneId, address, ip, accountNumber, clientType, medium, sharing } = row;
  const { distributionPoint, division, district, thana, custom } = row;
  return {
    ...{ username, usernameKey, fullName, nameKey, phone, phoneKey, email, operatorId, packageId },
    ...{ billingProfileId, zoneId, address, ip, accountNumber, clientType, medium, sharing },
    ...{ distributionPoint, division, district, thana, custom: { ...custom } },
  };
}

/** What was filled in, without what is only there to be compared with. */
function given(columns: object): object {
  const isTold = ([name, value]: [string, unknown]): boolean => value !== null && !name.endsWith('Key');
  return Object.fromEntries(Object.entries(columns).filter(isTold));
}
