import type { Query } from '@tanstack/react-query';
import { core } from '../../host/core.ts';

const PREVIEW = JSON.stringify(core.sync.preview.queryKey());

/** Everything but the preview of what comes together: when both are, or never will be, there is none to be had. */
export const besidePreview = {
  predicate: ({ queryKey }: Query): boolean => JSON.stringify(queryKey) !== PREVIEW,
};
