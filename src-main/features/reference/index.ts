import type { Feature, FeatureDeps } from '../../feature.ts';
import { procedures } from '../../procedure.ts';
import { fillWithDemo } from './demo/index.ts';
import { importDocument } from './import-document.ts';
import { listsFor } from './lists.ts';

export { importDocument } from './import-document.ts';
export { slugOf } from './plan/codes.ts';

/** What customers refer to: operators, packages, billing profiles, zones, blocks and custom fields. */
export function referenceFeature(deps: Pick<FeatureDeps, 'store' | 'now' | 'newId' | 'sampleRouter'>) {
  return {
    procedures: {
      import: procedures.reference.import.handler(({ input, context }) => importDocument(deps, input, context.actor)),
      lists: procedures.reference.lists.handler(({ context }) => listsFor(deps.store, context.actor)),
      demo: procedures.reference.demo.handler(({ input, context }) => fillWithDemo(deps, context.actor, input)),
    },
  } satisfies Feature<object>;
}
