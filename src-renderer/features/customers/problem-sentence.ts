import type { FieldProblem } from '#shared/contract/customers.ts';
import { refusedSentence } from '../../host/refusal.ts';
import type { Say } from '../../messages/use-message.ts';

/** What is wrong with a field of a form, in words. */
export const problemSentence = ({ code, params }: FieldProblem, say: Say): string =>
  refusedSentence({ code, params }, say);
