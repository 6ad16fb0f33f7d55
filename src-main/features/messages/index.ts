import { GATEWAY_PRESETS } from '#shared/domain/message/presets.ts';
import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { reachOfActor } from '../operators/index.ts';
import { countsOf } from './counts.ts';
import { cancel, sendAgain } from './decide.ts';
import { changeGateway, gatewayOf, removeGateway } from './gateways.ts';
import { linesOf } from './lines.ts';
import { changeOptOut, isOptedOut } from './opt-out.ts';
import { previewFor } from './preview.ts';
import { changeTemplate, templatesOf } from './templates.ts';
import { gatewayToTest, testMessage } from './test-message.ts';
import { messageWorker } from './worker.ts';

export { confirmer, type ToConfirm } from './confirm.ts';
export {
  automaticQueue,
  type MessageAsked,
  type MessageFacts,
  messageObstacle,
  type NotQueued,
  type Queued,
  type QueueDeps,
  queueMessage,
} from './queue.ts';

/** What customers are written: the texts, the gateway that takes them, the queue and what became of it. */
export function messagesFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'log'>) {
  const { store } = deps;
  const worker = messageWorker(deps);
  return {
    start: worker.start,
    stop: worker.stop,
    procedures: {
      templates: procedures.messages.templates.handler(({ context: { actor } }) => templatesOf(deps, actor)),
      changeTemplate: procedures.messages.changeTemplate.handler(({ input, context: { actor } }) =>
        changeTemplate(deps, actor, input),
      ),
      gateway: procedures.messages.gateway.handler(({ context: { actor } }) => gatewayOf(deps, actor)),
      changeGateway: procedures.messages.changeGateway.handler(({ input, context: { actor } }) =>
        changeGateway(deps, actor, input),
      ),
      removeGateway: procedures.messages.removeGateway.handler(async ({ input, context: { actor } }) => {
        await removeGateway(deps, actor, input.version);
        return { removed: true } as const;
      }),
      presets: procedures.messages.presets.handler(() =>
        GATEWAY_PRESETS.map(({ headers, ...preset }) => ({ ...preset, headers: [...headers] })),
      ),
      test: procedures.messages.test.handler(({ input, context: { actor } }) => {
        const row = gatewayToTest(deps, actor);
        return worker.onLine(row.operatorId, (signal) => testMessage(deps, actor, input, row, signal));
      }),
      preview: procedures.messages.preview.handler(({ input, context: { actor } }) => previewFor(store, actor, input)),
      list: procedures.messages.list.handler(({ input, context: { actor } }) => linesOf(store, actor, input)),
      counts: procedures.messages.counts.handler(({ context: { actor } }) => countsOf(store, actor)),
      sendAgain: procedures.messages.sendAgain.handler(async ({ input, context: { actor } }) => ({
        queued: await sendAgain(deps, actor, input.ids),
      })),
      cancel: procedures.messages.cancel.handler(async ({ input, context: { actor } }) => ({
        cancelled: await cancel(deps, actor, input.ids),
      })),
      optOut: procedures.messages.optOut.handler(({ input, context: { actor } }) => ({
        optedOut: isOptedOut(store, actor, input.customer),
      })),
      changeOptOut: procedures.messages.changeOptOut.handler(async ({ input, context: { actor } }) => {
        await changeOptOut(deps, actor, input);
        return { optedOut: input.optedOut };
      }),
      flush: procedures.messages.flush.handler(async ({ context: { actor } }) => {
        const tried = await worker.flush(actor.isRoot ? null : reachOfActor(store, actor));
        return { ...countsOf(store, actor), tried };
      }),
    },
  } satisfies Feature<object>;
}
