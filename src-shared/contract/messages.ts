import { z } from 'zod';
import { MessageState } from '../domain/message/message.ts';
import { MessageKind } from '../domain/message/template.ts';
import { procedure } from './refused.ts';

// What customers are written: texts, the HTTP gateway that takes them, the queue.

/** How a text counts: GSM-7 (160, then 153 a part) or UCS-2 (70, then 67), as Bangla needs. */
const Length = z.object({ encoding: z.enum(['gsm-7', 'ucs-2']), units: z.int(), parts: z.int() });

const Template = z.object({
  kind: MessageKind,
  text: z.string(),
  automatic: z.boolean(),
  /** Whose text it is: one's own, or the one that an operator above lends. */
  operator: z.string(),
  isOwn: z.boolean(),
  version: z.int(),
  placeholders: z.array(z.string()),
  /** Filled in for a customer who does not exist. */
  sample: z.string(),
  length: Length,
});
export type MessageTemplate = z.infer<typeof Template>;
export type MessageLength = z.infer<typeof Length>;

/** Any HTTP gateway. In URL, headers and body stand {phone}, {text}, {id} and {secret}. */
export const GatewayFields = z.strictObject({
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().min(1).max(1000),
  method: z.enum(['GET', 'POST']),
  headers: z.array(z.strictObject({ name: z.string().trim().min(1).max(100), value: z.string().max(1000) })).max(20),
  /** `json`: {…} values are quoted for JSON; `form`: for a form; none with GET. */
  bodyKind: z.enum(['none', 'json', 'form', 'text']),
  body: z.string().max(4000),
  /** What the answer must be to count as sent: its status, and a text that must stand in it, if any. */
  successStatus: z.enum(['2xx', '200']),
  successText: z.string().max(300),
  /** Where its own number stands in a JSON answer ("data.message_id"); empty: nowhere. */
  referencePath: z.string().max(200),
  /** Which writing of a phone it takes. */
  phoneFormat: z.enum(['international', 'plus', 'national']),
  /** A text with a password may go through a URL. Only the admin may say so. */
  allowsPasswordInUrl: z.boolean(),
  enabled: z.boolean(),
});
export type GatewayFields = z.infer<typeof GatewayFields>;

/** One that is lent from above does not tell its address, headers and body. */
const Gateway = GatewayFields.extend({
  url: z.string(),
  version: z.int(),
  /** The secret is never told again. */
  hasSecret: z.boolean(),
  operator: z.string(),
  isOwn: z.boolean(),
});
export type MessageGateway = z.infer<typeof Gateway>;

const Line = z.object({
  id: z.uuid(),
  kind: MessageKind,
  state: MessageState,
  /** Null, with what they are called: the customer went to an operator out of reach; a trial has none at all. */
  customer: z.uuid().nullable(),
  username: z.string().nullable(),
  fullName: z.string().nullable(),
  /** The one that it went to, or else where the customer is reached now. */
  phone: z.string().nullable(),
  /** With the password masked; null: it is made when it is sent. */
  text: z.string().nullable(),
  parts: z.int().nullable(),
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  nextTryAt: z.iso.datetime().nullable(),
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
});
export type MessageLine = z.infer<typeof Line>;

/** What is being sent counts as waiting. */
const Counts = z.object({ waiting: z.int(), sent: z.int(), failed: z.int(), unknown: z.int(), cancelled: z.int() });
export type MessageCounts = z.infer<typeof Counts>;

export const messages = {
  /** One of each kind, as they hold for the actor's operator. */
  templates: procedure.output(z.array(Template)),
  /** `text` null: one's own is given up for the one that is lent. */
  changeTemplate: procedure
    .input(
      z.object({
        kind: MessageKind,
        version: z.int().nullable(),
        text: z.string().trim().min(1).max(1000).nullable(),
        automatic: z.boolean(),
      }),
    )
    .output(Template),

  /** The one that holds for the actor's operator; null: there is none. */
  gateway: procedure.output(Gateway.nullable()),
  /** `secret` absent: as it was. */
  changeGateway: procedure
    .input(z.object({ version: z.int().nullable(), fields: GatewayFields, secret: z.string().max(1000).optional() }))
    .output(Gateway),
  removeGateway: procedure.input(z.object({ version: z.int() })).output(z.object({ removed: z.literal(true) })),
  /** `note`: a code of the message catalogue. */
  presets: procedure.output(z.array(GatewayFields.extend({ note: z.string() }))),
  /** Sends one text to one phone now, and tells what the gateway said, without secrets. */
  test: procedure.input(z.object({ phone: z.string().max(50), text: z.string().trim().min(1).max(500) })).output(
    z.object({
      /** `unknown`: it may have been sent or not. */
      state: MessageState.extract(['sent', 'failed', 'unknown']),
      status: z.int().nullable(),
      answer: z.string(),
      reason: Line.shape.reason,
    }),
  ),

  /** A text as a customer would get it, the password masked, and how it counts. */
  preview: procedure
    .input(z.object({ kind: MessageKind, text: z.string().max(1000).optional(), customer: z.uuid().optional() }))
    .output(z.object({ text: z.string(), length: Length, unknown: z.array(z.string()) })),

  /** The latest first. */
  list: procedure
    .input(
      z.object({
        state: MessageState.optional(),
        customer: z.uuid().optional(),
        after: z.string().max(100).optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ messages: z.array(Line), next: z.string().nullable() })),
  counts: procedure.output(Counts),

  /** What failed, or whose answer was lost: on a person's word only. */
  sendAgain: procedure
    .input(z.object({ ids: z.array(z.uuid()).min(1).max(1000) }))
    .output(z.object({ queued: z.int() })),
  cancel: procedure
    .input(z.object({ ids: z.array(z.uuid()).min(1).max(1000) }))
    .output(z.object({ cancelled: z.int() })),
  /** Whether a customer has asked not to be sent messages. */
  optOut: procedure.input(z.object({ customer: z.uuid() })).output(z.object({ optedOut: z.boolean() })),
  changeOptOut: procedure
    .input(z.object({ customer: z.uuid(), optedOut: z.boolean() }))
    .output(z.object({ optedOut: z.boolean() })),
  /** Tries all that wait, now. */
  flush: procedure.output(Counts.extend({ tried: z.int() })),
};
