import type { InferContractRouterInputs } from '@orpc/contract';
import type { ActionOutcome, ActionRun } from '#shared/contract/actions.ts';
import type { Contract } from '#shared/contract/index.ts';
import { client, queryClient } from '../../host/core.ts';

export type RunOrder = InferContractRouterInputs<Contract>['actions']['run'];

/** A run that was begun: it exists in the core, and `ended` settles when it is over. */
export interface Begun {
  readonly ended: Promise<ActionRun>;
}

type Events = AsyncIterator<unknown, ActionRun>;

/**
 * Begins something that is done to customers. Rejects when the core does not take it; from then on it goes on by itself,
 * whoever watches. What the pages know of customers is read anew when it is over.
 */
async function begin(asked: PromiseLike<Events>): Promise<Begun> {
  const events = await asked;
  const first = await events.next();
  const ended = first.done === true ? Promise.resolve(first.value) : last(events);
  return { ended: ended.finally(() => void queryClient.invalidateQueries()) };
}

async function last(events: Events): Promise<ActionRun> {
  for (;;) {
    const step = await events.next();
    if (step.done === true) return step.value;
  }
}

export const beginRun = (order: RunOrder): Promise<Begun> => begin(client.actions.run(order));
export const beginRetry = (request: string, run: string): Promise<Begun> =>
  begin(client.actions.retry({ request, run }));
export const beginUndo = (request: string, run: string): Promise<Begun> => begin(client.actions.undo({ request, run }));

/** What came of a run that was meant for one customer. */
export async function outcomeOf(run: string): Promise<ActionOutcome | undefined> {
  return (await client.actions.outcomes({ run, limit: 1 })).outcomes[0];
}
