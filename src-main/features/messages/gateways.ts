import type { GatewayFields, MessageGateway } from '#shared/contract/messages.ts';
import { keepsSecretInPlace } from '#shared/domain/message/gateway.ts';
import { gatewayProblem } from '#shared/domain/message/gateway-check.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { changeOf } from '../records/index.ts';
import {
  type GatewayRow,
  heldGateway,
  openGateway,
  ownGateway,
  type SealedGateway,
  sealGateway,
} from './gateway-record.ts';

type Deps = Pick<FeatureDeps, 'store' | 'newId'>;

/** The gateway that holds for the actor's operator; of one that is lent, only what it is called. Throws Refusal `key-locked`. */
export function gatewayOf({ store }: Pick<Deps, 'store'>, { operatorId }: Actor): MessageGateway | null {
  const { reader, seal } = store;
  const row = heldGateway(reader, operatorId);
  if (!row) return null;
  const { fields, secret } = openGateway(seal, row);
  const owner = reader.prepare<[string], string>('SELECT name FROM operator WHERE id = ?').pluck().get(row.operatorId);
  const isOwn = row.operatorId === operatorId;
  const told: GatewayFields = isOwn
    ? fields
    : { ...fields, url: '', headers: [], body: '', successText: '', referencePath: '' };
  return { ...told, version: row.version, hasSecret: secret !== null, operator: owner ?? '', isOwn };
}

interface GatewayAsked {
  readonly version: number | null;
  readonly fields: GatewayFields;
  readonly secret?: string | undefined;
}

/**
 * Writes the gateway of the actor's operator. Throws Refusal `gateway-changed` when somebody else was quicker,
 * `gateway-secret-again` when it would take the secret elsewhere or put it in another place, `gateway-password-in-url` when only the ISP's admin may
 * allow that, and what `gatewayProblem` tells.
 */
export async function changeGateway(
  { store, newId }: Deps,
  actor: Actor,
  asked: GatewayAsked,
): Promise<MessageGateway> {
  const { operatorId } = actor;
  await store.write((tx) => {
    const row = ownGateway(tx.db, operatorId);
    if ((row?.version ?? null) !== asked.version) throw new Refusal('gateway-changed');
    const before = row ? openGateway(store.seal, row) : null;
    const after = checked(actor, before, asked);
    if (row && JSON.stringify(before) === JSON.stringify(after)) return;
    const id = row?.id ?? newId();
    const { name, enabled } = after.fields;
    tx.db
      .prepare(
        `INSERT INTO message_gateway (id, operator_id, name, sealed, enabled) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (operator_id) DO UPDATE SET name = excluded.name, sealed = excluded.sealed,
           enabled = excluded.enabled, version = version + 1`,
      )
      .run(id, operatorId, name, sealGateway(store.seal, id, after), Number(enabled));
    record(tx, actor, id, before, after);
  });
  const told = gatewayOf({ store }, actor);
  if (!told) throw new Error('The gateway that was written is not there');
  return told;
}

/** The gateway that is asked for, with the secret that it keeps. */
function checked(actor: Actor, before: SealedGateway | null, { fields, secret }: GatewayAsked): SealedGateway {
  const kept = before?.secret ?? null;
  // Whoever may change the description must not get the secret by letting it be sent to a place or a phone of their own.
  if (secret === undefined && kept !== null && before && !keepsSecretInPlace(before.fields, fields))
    throw new Refusal('gateway-secret-again', { field: 'secret' });
  const after = { fields, secret: secret === undefined ? kept : secret === '' ? null : secret };
  const problem = gatewayProblem(fields, after.secret);
  if (problem) throw new Refusal(problem.code, { ...problem.params, field: problem.field });
  if (fields.allowsPasswordInUrl && !mayAllow(actor) && !isAllowedAlready(before, fields))
    throw new Refusal('gateway-password-in-url', { field: 'allowsPasswordInUrl' });
  return after;
}

const mayAllow = ({ role, isRoot }: Actor): boolean => role === 'admin' && isRoot;

/** What the admin has allowed, they allowed for this place. */
const isAllowedAlready = (before: SealedGateway | null, { url, method }: GatewayFields): boolean =>
  before !== null && before.fields.allowsPasswordInUrl && before.fields.url === url && before.fields.method === method;

export async function removeGateway({ store }: Pick<Deps, 'store'>, actor: Actor, version: number): Promise<void> {
  await store.write((tx) => {
    const row = ownGateway(tx.db, actor.operatorId);
    if (!row) return;
    if (row.version !== version) throw new Refusal('gateway-changed');
    const before = opened(row, store.seal);
    tx.db.prepare('DELETE FROM message_gateway WHERE id = ?').run(row.id);
    record(tx, actor, row.id, before, null);
  });
}

/** One that cannot be opened any more can still be taken away. */
function opened(row: GatewayRow, seal: Parameters<typeof openGateway>[0]): SealedGateway | null {
  try {
    return openGateway(seal, row);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The history tells that it was changed, and nothing that could hold a key. It is not queued for a server: keys stay here. */
function record(
  tx: WriteTransaction,
  actor: Actor,
  id: string,
  before: SealedGateway | null,
  after: SealedGateway | null,
): void {
  const shown = (gateway: SealedGateway | null) =>
    gateway && {
      name: gateway.fields.name,
      enabled: gateway.fields.enabled,
      allowsPasswordInUrl: gateway.fields.allowsPasswordInUrl,
    };
  const isSaid = before !== null && after !== null;
  const isSecretNew = isSaid && before.secret !== after.secret;
  const told = changeOf(shown(before), shown(after));
  tx.audit({
    actor,
    action: `message-gateway.${after === null ? 'remove' : before === null ? 'add' : 'change'}`,
    entity: 'message-gateway',
    entityId: id,
    ...told,
    ...(isSecretNew ? { after: { ...told.after, secret: 'changed' } } : {}),
  });
}
