import type { LoginMethod, LoginTest } from '#shared/contract/radius.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { type AskOptions, type Login, type LoginOutcome, testLogin } from '../../radius/index.ts';
import { Refusal } from '../../refusal.ts';
import { openPassword } from '../../store/index.ts';
import { reachOfActor } from '../operators/index.ts';
import { reasonOf } from './no-answer.ts';
import { heldServer, openSecret } from './server-record.ts';
import { masked, shownAttributes } from './shown-attributes.ts';

interface CustomerRow {
  readonly operatorId: string;
  readonly username: string;
  readonly passwordSealed: Buffer | null;
  readonly connection: string;
  readonly mac: string | null;
}

const CUSTOMER = `SELECT customer.operator_id AS operatorId, username, password_sealed AS passwordSealed, package.connection,
    (SELECT mac FROM device WHERE device.customer_id = customer.id ORDER BY mac LIMIT 1) AS mac
  FROM customer JOIN package ON package.id = package_id WHERE customer.id = ?`;

/**
 * Tries the log-in of a customer within reach at the server of the customer's operator. Throws Refusal `customer-unknown`,
 * `radius-no-log-in`, `radius-password-unknown`, `radius-none`, `key-locked` or `store-sealed-damaged`.
 */
export async function tryLogin(
  { store }: Pick<FeatureDeps, 'store'>,
  actor: Actor,
  { customer: id, method }: { readonly customer: string; readonly method: LoginMethod },
  options: AskOptions,
): Promise<LoginTest> {
  const row = store.reader.prepare<[string], CustomerRow>(CUSTOMER).get(id);
  if (!row || !reachOfActor(store, actor).has(row.operatorId)) throw new Refusal('customer-unknown');
  if (row.connection !== 'pppoe' && row.connection !== 'hotspot') throw new Refusal('radius-no-log-in');
  if (row.passwordSealed === null) throw new Refusal('radius-password-unknown');
  const server = heldServer(store.reader, row.operatorId);
  if (!server) throw new Refusal('radius-none');
  const secret = openSecret(store.seal, server);
  const password = openPassword(store.seal, id, row.passwordSealed);
  // The password goes to another machine: who had it sent there is known before it goes.
  await store.write((tx) => {
    const { operatorId: ofOperatorId } = row;
    tx.audit({ actor, action: 'customer.test-login', entity: 'customer', entityId: id, ofOperatorId });
  });
  const login: Login = { username: row.username, password, method, attributes: asRouterTells(row) };
  const { host, port } = server;
  return toldOf(await testLogin({ host, port, secret }, login, options), password);
}

const LOGIN_USER = 1;
const FRAMED_USER = 2;
const PPP = 1;

/** What a router says beside name and password: a server may have rules about it. */
function asRouterTells({ connection, mac }: CustomerRow): NonNullable<Login['attributes']> {
  const device = mac === null ? [] : [{ name: 'Calling-Station-Id', value: mac } as const];
  if (connection === 'hotspot') return [{ name: 'Service-Type', value: LOGIN_USER }, ...device];
  return [{ name: 'Service-Type', value: FRAMED_USER }, { name: 'Framed-Protocol', value: PPP }, ...device];
}

function toldOf(outcome: LoginOutcome, password: string): LoginTest {
  const said = (message: string | null): string | null => message && masked(message, password);
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
      return {
        outcome: outcome.kind,
        attributes: shownAttributes(outcome.attributes, password),
        message: said(outcome.message),
        reason: null,
      };
    case 'challenged':
      return {
        outcome: 'rejected',
        attributes: [],
        message: said(outcome.message),
        reason: { code: 'radius-challenged', params: {} },
      };
    case 'no-answer':
    case 'unsendable':
      return { outcome: 'no-answer', attributes: [], message: null, reason: reasonOf(outcome) };
  }
}
