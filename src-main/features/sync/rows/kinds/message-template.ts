import { z } from 'zod';
import { MessageKind } from '#shared/domain/message/template.ts';
import { messageTemplate } from '../../../../store/schema.ts';
import { type BodyOf, tableKind } from './table-kind.ts';

const body = z.object({
  kind: MessageKind,
  text: z.string(),
  automatic: z.boolean(),
}) satisfies z.ZodType<BodyOf<typeof messageTemplate>>;

/** What customers are written. */
export const messageTemplateRows = tableKind({ table: messageTemplate, body, owner: 'column' });
