import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { discardDraft, draftOf, draftsOf, keepDraft } from './drafts.ts';
import { quoteOf } from './quote.ts';
import { saveRegistration } from './save.ts';
import { suggested } from './suggest.ts';

/** A subscriber signs up at the counter: drafts, what a form offers, what it costs, and the customer that comes of it. */
export function registrationFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId'>) {
  const { store } = deps;
  const { registration } = procedures;
  return {
    procedures: {
      drafts: registration.drafts.handler(({ context: { actor } }) => draftsOf(store, actor)),
      draft: registration.draft.handler(({ input, context: { actor } }) => draftOf(store, actor, input.id)),
      keepDraft: registration.keepDraft.handler(({ input, context: { actor } }) => keepDraft(deps, actor, input)),
      discardDraft: registration.discardDraft.handler(async ({ input, context: { actor } }) => ({
        discarded: await discardDraft(deps, actor, input.id),
      })),
      suggest: registration.suggest.handler(({ input, context: { actor } }) => ({
        value: suggested(store, actor, input),
      })),
      quote: registration.quote.handler(({ input, context: { actor } }) => quoteOf(deps, actor, input)),
      save: registration.save.handler(({ input, context: { actor } }) => saveRegistration(deps, actor, input)),
    },
  } satisfies Feature<object>;
}
