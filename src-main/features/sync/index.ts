import type { SyncPreview } from '#shared/contract/sync.ts';
import type { Feature } from '../../feature.ts';
import { type Actor, procedures } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { keepBackup } from '../../store/index.ts';
import { takeBackForetold } from '../billing/index.ts';
import { isEnrolled, writeSetting } from '../settings/index.ts';
import { conflictPage, solveAll } from './conflicts.ts';
import { type Engine, type EngineDeps, syncEngine } from './engine.ts';
import { goOn, keepLeft, operatorBefore } from './enrol/go-on.ts';
import { foreteller } from './foretell.ts';
import { join } from './enrol/join.ts';
import { type Before, previewOf, recordsHere, recordsThere, refusalOf, rootHere } from './enrol/preview.ts';
import { addressOf, type Outcome, type Seen } from './line/index.ts';
import {
  keepPaused,
  keepServer,
  type NewServer,
  openToken,
  sealToken,
  serverRow,
  type ServerRow,
} from './server-row.ts';
import { statusOf } from './status.ts';

export { centralAsk, type CentralAsk } from './central-ask.ts';
export type { LineTo } from './kept-line.ts';
export { customerRows } from './rows/customer-rows.ts';
export { ledgerRows } from './rows/ledger-rows.ts';
export { recordIds, recordReader } from './rows/record-rows.ts';

interface Deps extends EngineDeps {
  readonly lookAt: (server: Pick<ServerRow, 'url' | 'fingerprint'>) => Promise<Outcome<Seen>>;
}

/** The office's work on its way to the central server, and what others did on its way here. */
export function syncFeature(deps: Deps) {
  const { store, now, newId } = deps;
  const engine = syncEngine(deps);
  const ahead = foreteller(deps, engine.going);
  const status = () => statusOf(store, engine.going(), now().getTime());

  const kept = (): ServerRow => {
    const server = serverRow(store.reader);
    if (!server) throw new Refusal('sync-none');
    return server;
  };

  /** Whoever signs in from now on does so with people of the whole ISP: without a password nobody could come back. */
  const refuseWithoutPassword = ({ staffUserId }: Actor): void => {
    const has = store.reader
      .prepare('SELECT 1 FROM staff_user WHERE id = ? AND password_hash IS NOT NULL')
      .get(staffUserId);
    if (has === undefined) throw new Refusal('enrol-password-first');
  };

  const bothSides = async (server: ServerRow): Promise<Before> => {
    const line = deps.lineTo(server, openToken(store.seal, server));
    try {
      const there = await recordsThere(line);
      const here = recordsHere(store);
      return { here, there, root: { here: rootHere(store), there: server.operatorId }, isEmpty: isNew(there) };
    } finally {
      line.close();
    }
  };

  const joining = (): ServerRow => {
    const server = kept();
    if (server.state !== 'joining') throw new Refusal('sync-joined');
    return server;
  };

  const previewWith = async (server: ServerRow): Promise<SyncPreview> =>
    previewOf(store, server, await bothSides(server));

  const preview = (): Promise<SyncPreview> => previewWith(joining());

  return {
    start: () => {
      engine.start();
      ahead.start();
    },
    stop: async () => {
      await ahead.stop();
      await engine.stop();
    },
    takeRouter: engine.takeRouter,
    procedures: {
      status: procedures.sync.status.handler(() => status()),
      now: procedures.sync.now.handler(async () => {
        const server = kept();
        if (server.state === 'joining') throw new Refusal('sync-joining');
        if (server.isPaused) throw new Refusal('sync-paused');
        await engine.run();
        await ahead.look();
        return status();
      }),
      pause: procedures.sync.pause.handler(async ({ input: { paused }, context: { actor } }) => {
        kept();
        await store.write((tx) => {
          keepPaused(tx.db, paused);
          tx.audit({ actor, action: paused ? 'sync.pause' : 'sync.resume', entity: 'settings' });
        });
        return status();
      }),
      conflicts: procedures.sync.conflicts.handler(({ input, context: { actor } }) =>
        conflictPage(store, actor, input),
      ),
      solve: procedures.sync.solve.handler(({ input, context: { actor } }) => solveAll(deps, actor, input)),
      look: procedures.sync.look.handler(async ({ input }) => {
        const seen = await deps.lookAt(input);
        if (!seen.ok) throw refusalOf(seen.failure);
        const { version, certificate } = seen.value;
        return { version, certificate };
      }),
      enrol: procedures.sync.enrol.handler(async ({ input, context: { actor } }) => {
        refuseWithoutPassword(actor);
        const read = addressOf(input.url);
        if (!read.ok) throw refusalOf(read.failure);
        const { url } = read.address;
        const { fingerprint, code, consoleName } = input;
        const line = deps.lineTo({ url, fingerprint }, null);
        const enrolled = await line.enrol({ code, consoleName }).finally(() => line.close());
        if (!enrolled.ok) throw refusalOf(enrolled.failure);
        const { deviceId, token, operator, receiptPrefix } = enrolled.value;
        const at = now().getTime();
        const server: NewServer = {
          ...{ url, fingerprint, deviceId, consoleName, tokenSealed: sealToken(store.seal, token), tokenAt: at },
          ...{ operatorId: operator.id, operatorName: operator.name, state: 'joining', enrolledAt: at },
          instanceId: newId(),
        };
        const isKnown = await engine.alone(async () => {
          const before = operatorBefore(store);
          // Of another operator it has other customers: first the one is given up, then they are put together.
          if (serverRow(store.reader)?.state === 'joined' && before !== operator.id) throw new Refusal('sync-joined');
          await store.write(
            (tx) => {
              if (before === operator.id) goOn(tx, deps, server);
              else keepServer(tx.db, server);
              writeSetting(tx.db, 'receiptPrefix', receiptPrefix);
              tx.audit({ actor, action: 'sync.enrol', entity: 'settings', after: { url, operator: operator.name } });
            },
            { durable: true },
          );
          return before === operator.id;
        });
        const seen = await previewWith(kept());
        if (isKnown) void engine.run();
        return seen;
      }),
      preview: procedures.sync.preview.handler(() => preview()),
      join: procedures.sync.join.handler(async ({ input, context: { actor } }) => {
        await engine.alone(async () => {
          const server = joining();
          const before = await bothSides(server);
          const backup = await keepBackup(store.folder, { reason: 'asked', now, needed: true });
          if (backup instanceof Refusal) throw backup;
          await store.write(
            async (tx) => {
              await join(tx, deps, actor.staffUserId, server.consoleName, before, input);
              tx.db.prepare("UPDATE sync_server SET state = 'joined'").run();
              tx.audit({ actor, action: 'sync.join', entity: 'settings', after: { operator: server.operatorName } });
            },
            { durable: true },
          );
        });
        void engine.run();
        return status();
      }),
      leave: procedures.sync.leave.handler(async ({ context: { actor } }) => {
        kept();
        await engine.alone(() =>
          store.write((tx) => {
            const { operatorId, state } = kept();
            if (state === 'joined') keepLeft(tx, operatorId);
            takeBackForetold(tx.db);
            // What was refused is asked once more if the console ever goes on with the same server.
            tx.db.exec(`DELETE FROM sync_server; DELETE FROM sync_reference; DELETE FROM sync_base;
              DELETE FROM sync_unseen; DELETE FROM sync_router;
              UPDATE sync_journal SET mid = NULL, rejections = NULL, ended_at = NULL,
                state = 'pending' WHERE state IN ('sent', 'rejected');`);
            if (isEnrolled(tx.db)) writeSetting(tx.db, 'enrolled', false);
            tx.audit({ actor, action: 'sync.give-up', entity: 'settings' });
          }),
        );
        return status();
      }),
    },
  } satisfies Feature<object> & Pick<Engine, 'takeRouter'>;
}

/** The operator alone, whom the first console is enrolled for. */
const isNew = (there: Before['there']): boolean => there.every(({ kind }) => kind === 'operator');
