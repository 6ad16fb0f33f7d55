import type { RecordRow } from '#shared/sync/rows.ts';
import type { WriteTransaction } from '../../../store/index.ts';

// Of each occasion an operator has one text that customers are written: where each side has another, somebody has chosen.

interface Sides {
  /** As it stood on this console, and as the server has it. */
  readonly here: RecordRow;
  readonly there: RecordRow;
}

/** The server's record with the text of this console in it. */
export const withTextOf = ({ here, there }: Sides): RecordRow => ({
  ...there,
  version: there.version + 1,
  body: here.body,
});

/** The text that goes is kept in the history, beside the one that holds from then on. */
export function recordTextGone(
  tx: WriteTransaction,
  actor: { readonly operatorId: string; readonly staffUserId: string },
  { here, there }: Sides,
  isHereKept: boolean,
): void {
  const [gone, kept] = isHereKept ? [there, here] : [here, there];
  tx.audit({
    actor,
    action: 'message-template.change',
    entity: 'message-template',
    entityId: there.id,
    before: told(gone),
    after: told(kept),
    ...(there.operatorId !== null && { ofOperatorId: there.operatorId }),
  });
}

const told = ({ body }: RecordRow): object => ({
  occasion: body['kind'],
  text: body['text'],
  automatic: body['automatic'],
});
