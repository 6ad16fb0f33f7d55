import type { RadiusServerLine } from '#shared/contract/radius.ts';
import { hostFault } from '#shared/domain/provisioning/host.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteTransaction } from '../../store/index.ts';
import { changeOf } from '../records/index.ts';
import { heldServer, ownServer, sealSecret, type ServerRow } from './server-record.ts';

type Deps = Pick<FeatureDeps, 'store'>;

/** The server that holds for the actor's operator; of one that is lent, only that it is there and whose it is. */
export function serverOf({ store: { reader } }: Deps, { operatorId }: Actor): RadiusServerLine | null {
  const row = heldServer(reader, operatorId);
  if (!row) return null;
  const { host, port, version } = row;
  const owner = reader.prepare<[string], string>('SELECT name FROM operator WHERE id = ?').pluck().get(row.operatorId);
  const isOwn = row.operatorId === operatorId;
  return { host: isOwn ? host : null, port: isOwn ? port : null, version, operator: owner ?? '', isOwn };
}

interface ServerAsked {
  readonly version: number | null;
  readonly host: string;
  readonly port: number;
  readonly secret?: string | undefined;
}

/**
 * Writes the server of the actor's operator. Throws Refusal `radius-changed` when somebody else was quicker, `radius-host`,
 * `radius-secret-missing`, and `radius-secret-again` when the kept secret would go elsewhere.
 */
export async function changeServer({ store }: Deps, actor: Actor, asked: ServerAsked): Promise<RadiusServerLine> {
  const { operatorId } = actor;
  const { version, port, secret } = asked;
  const host = asked.host.toLowerCase();
  if (hostFault(host)) throw new Refusal('radius-host', { value: asked.host, field: 'host' });
  await store.write((tx) => {
    const before = ownServer(tx.db, operatorId);
    if ((before?.version ?? null) !== version) throw new Refusal('radius-changed');
    const isThere = before?.host === host && before.port === port;
    if (secret === undefined && before === null) throw new Refusal('radius-secret-missing', { field: 'secret' });
    // Whoever may say where the server is must not learn the secret, nor passwords hidden under it, by moving it.
    if (secret === undefined && !isThere) throw new Refusal('radius-secret-again', { field: 'secret' });
    if (secret === undefined) return;
    tx.db
      .prepare(
        `INSERT INTO radius_server (operator_id, host, port, secret_sealed) VALUES (?, ?, ?, ?)
         ON CONFLICT (operator_id) DO UPDATE SET host = excluded.host, port = excluded.port,
           secret_sealed = excluded.secret_sealed, version = version + 1`,
      )
      .run(operatorId, host, port, sealSecret(store.seal, operatorId, secret));
    record(tx, actor, before, { host, port });
  });
  const told = serverOf({ store }, actor);
  if (!told) throw new Error('The RADIUS server that was written is not there');
  return told;
}

/** Throws Refusal `radius-changed`. One that is gone already is removed. */
export async function removeServer({ store }: Deps, actor: Actor, version: number): Promise<void> {
  await store.write((tx) => {
    const row = ownServer(tx.db, actor.operatorId);
    if (!row) return;
    if (row.version !== version) throw new Refusal('radius-changed');
    tx.db.prepare('DELETE FROM radius_server WHERE operator_id = ?').run(row.operatorId);
    record(tx, actor, row, null);
  });
}

type Place = Pick<ServerRow, 'host' | 'port'>;

/** The history tells where it is, and of the secret only that there is another one. It is not queued for a server: secrets stay here. */
function record(tx: WriteTransaction, actor: Actor, before: Place | null, after: Place | null): void {
  const shown = (place: Place | null) => place && { host: place.host, port: place.port };
  const told = changeOf(shown(before), shown(after));
  tx.audit({
    actor,
    action: `radius-server.${after === null ? 'remove' : before === null ? 'add' : 'change'}`,
    entity: 'radius-server',
    entityId: actor.operatorId,
    ...told,
    ...(before && after ? { after: { ...told.after, secret: 'changed' } } : {}),
  });
}
