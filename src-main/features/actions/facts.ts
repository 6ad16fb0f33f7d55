import { randomBytes } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import type {
  ActionFacts,
  Choice,
  Holder,
  PackageChoice,
  ProfileChoice,
} from '#shared/domain/customer/action-facts.ts';
import { generatedPassword } from '#shared/domain/customer/password.ts';
import type { Block } from '#shared/domain/ip/ipv4.ts';
import { lineOf } from '#shared/domain/operator/operator.ts';
import { isComplete, type Package } from '#shared/domain/package/package.ts';
import type { Actor } from '../../procedure.ts';
import { type Accounts, accounts as accountsOf } from '../billing/index.ts';
import { accountNumbers } from '../customers/index.ts';
import { claimsIn, isHeldByAnother } from '../network-addresses/index.ts';
import { reachOfActor, usableByActor } from '../operators/index.ts';
import { billingFacts } from './billing-facts.ts';

interface OperatorRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly retiredAt: number | null;
}

interface HolderRow {
  readonly id: string;
  readonly username: string;
  readonly operatorId: string;
}

interface Retirable {
  readonly retiredAt: number | null;
}
type Kept<Row> = Omit<Row, 'isRetired' | 'isComplete'> & Retirable;

/** As many as a sentence can name. */
const MOST_HOLDERS = 20;
const CHOICE = 'id, operator_id AS operatorId, name, retired_at AS retiredAt';
const HOLDER = 'SELECT customer.id, username, customer.operator_id AS operatorId FROM customer';

/**
 * The facts as they stand over a connection: the reader for a preview, the writing one inside a transaction, which sees what
 * it has written itself. Records are remembered; make new facts for every transaction. `run`: what ids of lines in the ledger
 * are made from; a preview writes none.
 */
export function actionFacts(
  db: Database,
  actor: Actor,
  now: number,
  run = '',
): ActionFacts & { readonly accounts: Accounts } {
  const accounts = accountsOf(db);
  const operators = db
    .prepare<[], OperatorRow>('SELECT id, parent_id AS parentId, name, retired_at AS retiredAt FROM operator')
    .all();
  const reach = reachOfActor({ reader: db }, actor);
  const choice = <Row extends Retirable>(statement: Statement<[string], Row>) =>
    remembered((id) => {
      const row = statement.get(id);
      return row ? { ...row, isRetired: row.retiredAt !== null } : null;
    });
  const packages = choice(
    db.prepare<[string], Kept<PackageChoice> & Pick<Package, 'downKbps' | 'upKbps' | 'price' | 'validity'>>(
      `SELECT ${CHOICE}, connection, down_kbps AS downKbps, up_kbps AS upKbps, price, validity FROM package WHERE id = ?`,
    ),
  );
  const blocks = db.prepare<[string], Block>(
    `SELECT first, last FROM network_address JOIN package_address ON network_address_id = id WHERE package_id = ?`,
  );
  const byUsername = db.prepare<[string, string], HolderRow>(
    `${HOLDER} WHERE username_key = ? AND status <> 'deleted' AND id <> ? LIMIT 1`,
  );
  const byIp = db.prepare<[number, string], HolderRow>(
    `${HOLDER} WHERE ip = ? AND status <> 'deleted' AND id <> ? LIMIT 1`,
  );
  const byMac = db.prepare<[string, string], HolderRow>(
    `${HOLDER} JOIN device ON device.customer_id = customer.id
      WHERE mac = ? AND status <> 'deleted' AND customer.id <> ? ORDER BY username_key LIMIT ${MOST_HOLDERS}`,
  );
  const holder = ({ id, username, operatorId }: HolderRow): Holder => ({
    id,
    username: reach.has(operatorId) ? username : null,
  });
  const holderOrNone = (row: HolderRow | undefined): Holder | null => (row ? holder(row) : null);

  return {
    now,
    by: actor.staffUserId,
    reach,
    usable: usableByActor({ reader: db }, actor),
    lineOf: remembered((id) => lineOf(id, operators)),
    operator: remembered((id) => {
      const found = operators.find((operator) => operator.id === id);
      return found ? { id, name: found.name, isRetired: found.retiredAt !== null } : null;
    }),
    package: remembered((id) => {
      const found = packages(id);
      return found && { ...found, isComplete: isComplete(found) };
    }),
    profile: choice(
      db.prepare<[string], Kept<ProfileChoice>>(`SELECT ${CHOICE}, mode FROM billing_profile WHERE id = ?`),
    ),
    zone: choice(db.prepare<[string], Kept<Choice>>(`SELECT ${CHOICE} FROM zone WHERE id = ?`)),
    router: choice(db.prepare<[string], Kept<Choice>>(`SELECT ${CHOICE} FROM router WHERE id = ?`)),
    blocksOf: remembered((id) => blocks.all(id)),
    claimOn: claimsIn(db),
    isHeld: (ip, but) => isHeldByAnother(db, ip, but, now),
    holderOfUsername: (key, but) => holderOrNone(byUsername.get(key, but)),
    holderOfIp: (ip, but) => holderOrNone(byIp.get(ip, but)),
    hasAccountNumber: accountNumbers(db),
    holdersOfMac: (mac, but) => byMac.all(mac, but).map(holder),
    newPassword: () => generatedPassword((count) => randomBytes(count)),
    accounts,
    billing: billingFacts(db, { actor, now, reach, accounts, run }),
  };
}

function remembered<Answer>(ask: (id: string) => Answer): (id: string) => Answer {
  const known = new Map<string, Answer>();
  return (id) => {
    const answer = known.get(id);
    if (answer !== undefined) return answer;
    const asked = ask(id);
    known.set(id, asked);
    return asked;
  };
}
