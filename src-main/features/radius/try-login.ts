import type { LoginMethod, LoginTest } from '#shared/contract/radius.ts';
import { parseMac } from '#shared/domain/device/mac.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { type AskOptions, type Login, type LoginOutcome, testLogin } from '#radius/index.ts';
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
  /** All of the customer's devices, the first that was bound first; null: none. */
  readonly macs: string | null;
}

const CUSTOMER = `SELECT customer.operator_id AS operatorId, username, password_sealed AS passwordSealed, package.connection,
    (SELECT group_concat(mac, ',' ORDER BY added_at, id) FROM device WHERE device.customer_id = customer.id) AS macs
  FROM customer JOIN package ON package.id = package_id WHERE customer.id = ?`;

interface TrialAsked {
  readonly customer: string;
  readonly method: LoginMethod;
  /** The device that they would come from; absent: the first of theirs. */
  readonly mac?: string | undefined;
}

/**
 * Tries the log-in of a customer within reach at the server of the customer's operator. Throws Refusal `customer-unknown`,
 * `radius-no-log-in`, `radius-password-unknown`, `radius-none`, `invalid-mac`, `mac-not-bound`, `key-locked` or
 * `store-sealed-damaged`.
 */
export async function tryLogin(
  { store }: Pick<FeatureDeps, 'store'>,
  actor: Actor,
  { customer: id, method, mac: typed }: TrialAsked,
  options: AskOptions,
): Promise<LoginTest> {
  const row = store.reader.prepare<[string], CustomerRow>(CUSTOMER).get(id);
  if (!row || !reachOfActor(store, actor).has(row.operatorId)) throw new Refusal('customer-unknown');
  if (row.connection !== 'pppoe' && row.connection !== 'hotspot') throw new Refusal('radius-no-log-in');
  if (row.passwordSealed === null) throw new Refusal('radius-password-unknown');
  const mac = deviceOf(row, typed);
  const server = heldServer(store.reader, row.operatorId);
  if (!server) throw new Refusal('radius-none');
  const secret = openSecret(store.seal, server);
  const password = openPassword(store.seal, id, row.passwordSealed);
  // The password goes to another machine: who had it sent there is known before it goes.
  await store.write((tx) => {
    const { operatorId: ofOperatorId } = row;
    tx.audit({ actor, action: 'customer.test-login', entity: 'customer', entityId: id, ofOperatorId });
  });
  const login: Login = { username: row.username, password, method, attributes: asRouterTells(row.connection, mac) };
  const { host, port } = server;
  return { ...toldOf(await testLogin({ host, port, secret }, login, options), password), mac };
}

/** The device that somebody means, or the first; null: there is none. */
function deviceOf({ macs }: CustomerRow, typed: string | undefined): string | null {
  const bound = macs?.split(',') ?? [];
  if (typed === undefined) return bound[0] ?? null;
  const mac = parseMac(typed);
  if (mac === null) throw new Refusal('invalid-mac', { value: typed });
  if (!bound.includes(mac)) throw new Refusal('mac-not-bound', { mac });
  return mac;
}

const LOGIN_USER = 1;
const FRAMED_USER = 2;
const PPP = 1;

/** What a router says beside name and password: a server may have rules about it. */
function asRouterTells(connection: string, mac: string | null): NonNullable<Login['attributes']> {
  const device = mac === null ? [] : [{ name: 'Calling-Station-Id', value: mac } as const];
  if (connection === 'hotspot') return [{ name: 'Service-Type', value: LOGIN_USER }, ...device];
  return [{ name: 'Service-Type', value: FRAMED_USER }, { name: 'Framed-Protocol', value: PPP }, ...device];
}

function toldOf(outcome: LoginOutcome, password: string): Omit<LoginTest, 'mac'> {
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
