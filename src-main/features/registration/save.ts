import type { InferContractRouterOutputs } from '@orpc/contract';
import type { registration, RegistrationForm } from '#shared/contract/registration.ts';
import type { CustomerStatus } from '#shared/domain/customer/customer.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { paymentOfRegistration, registerCustomer } from '../customers/index.ts';
import { answered, askedOf, isAnswered } from '../requests/index.ts';
import { costOf } from './cost.ts';
import { refuseOthers } from './drafts.ts';
import { checkForm } from './form-check.ts';

type Saved = InferContractRouterOutputs<typeof registration>['save'];

interface Asked {
  readonly draft: string;
  readonly form: RegistrationForm;
}

/**
 * Adds the customer of a draft, with all that is owed and paid, and ends the draft. The draft's number is the customer's and
 * the request's: asked again it is there, and nothing is done twice. Everything is checked in the transaction that writes it.
 * Throws Refusal `action-request-taken` when something else was saved under this number, `draft-gone` for somebody else's.
 */
export function saveRegistration(
  deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>,
  actor: Actor,
  { draft: id, form }: Asked,
): Promise<Saved> {
  const { store, now } = deps;
  const asked = askedOf(store, actor, id, { register: form });
  return store.write(
    (tx): Saved => {
      const { db } = tx;
      if (isAnswered(db, asked)) return savedBefore(db, id, form);
      if (db.prepare('SELECT 1 FROM customer WHERE id = ?').get(id)) throw new Refusal('action-request-taken');
      refuseOthers(db, actor, id);
      const at = now().getTime();
      const { problems: found, row, timeZone } = checkForm(tx, actor, form, { draft: id, now: at });
      const cost = costOf(db, actor, form, at);
      const problems = [...found, ...(cost?.problems ?? [])];
      if (problems.length > 0 || !row || !cost) return { kind: 'refused', problems };
      answered(db, asked, now());
      const { activate } = form;
      const { status, payment } = registerCustomer(tx, { ...deps, id, actor, row, cost, activate, timeZone });
      db.prepare('DELETE FROM customer_draft WHERE id = ?').run(id);
      return { kind: 'added', id, username: row.username, status, payment };
    },
    // It acknowledges money.
    { durable: true },
  );
}

interface Known {
  readonly username: string;
  readonly status: CustomerStatus;
}

/** The customer as it stands now; as it was asked for when it has gone for good. */
function savedBefore(db: WriteTransaction['db'], id: string, form: RegistrationForm): Saved {
  const known = db.prepare<[string], Known>('SELECT username, status FROM customer WHERE id = ?').get(id);
  return {
    kind: 'added',
    id,
    username: known?.username ?? form.username,
    status: known?.status ?? (form.activate ? 'active' : 'pending'),
    payment: paymentOfRegistration(db, id),
  };
}
