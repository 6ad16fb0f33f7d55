import type { Gateway } from './gateway.ts';

/** A gateway that is known, as a beginning: what is in capitals is to be replaced. */
export interface GatewayPreset extends Gateway {
  readonly name: string;
  readonly enabled: boolean;
  /** A code of the message catalogue: what has to be filled in. */
  readonly note: string;
}

const post = {
  method: 'POST',
  headers: [{ name: 'Accept', value: 'application/json' }],
  successStatus: '2xx',
  phoneFormat: 'international',
  allowsPasswordInUrl: false,
  enabled: true,
} as const;

const json = (fields: Readonly<Record<string, string>>): string => JSON.stringify(fields, null, 2);

/** Several Kenyan gateways are one program under different names. */
const kenyan = (name: string, url: string): GatewayPreset => ({
  ...post,
  name,
  url,
  bodyKind: 'json',
  body: json({
    apikey: '{secret}',
    partnerID: 'YOUR-PARTNER-ID',
    shortcode: 'YOUR-SENDER-ID',
    mobile: '{phone}',
    message: '{text}',
  }),
  successText: '"response-description":"Success"',
  referencePath: 'responses.0.messageid',
  note: 'messages.preset-partner',
});

/**
 * Gateways of Bangladesh and Kenya, after their own documents (read in November 2026), and one of no name. All of them take
 * the text in the body of a POST: those that also take it in the address are described the safer way.
 */
export const GATEWAY_PRESETS: readonly GatewayPreset[] = [
  {
    ...post,
    name: 'SSL Wireless (Bangladesh)',
    url: 'https://smsplus.sslwireless.com/api/v3/send-sms',
    bodyKind: 'json',
    body: json({
      api_token: '{secret}',
      sid: 'YOUR-SID',
      msisdn: '{phone}',
      sms: '{text}',
      csms_id: '{shortId}',
    }),
    successText: '"status":"SUCCESS"',
    referencePath: 'smsinfo.0.reference_id',
    note: 'messages.preset-ssl',
  },
  {
    ...post,
    name: 'Alpha SMS, sms.net.bd (Bangladesh)',
    url: 'https://api.sms.net.bd/sendsms',
    bodyKind: 'form',
    body: 'api_key={secret}&to={phone}&msg={text}',
    successText: '"error":0',
    referencePath: 'data.request_id',
    note: 'messages.preset-key-only',
  },
  {
    ...post,
    name: 'BulkSMSBD (Bangladesh)',
    url: 'https://bulksmsbd.net/api/smsapi',
    bodyKind: 'form',
    body: 'api_key={secret}&type=text&number={phone}&senderid=YOUR-SENDER-ID&message={text}',
    successText: '"response_code":202',
    referencePath: 'message_id',
    note: 'messages.preset-sender',
  },
  {
    ...post,
    name: "Africa's Talking (Kenya)",
    url: 'https://api.africastalking.com/version1/messaging',
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'apiKey', value: '{secret}' },
    ],
    bodyKind: 'form',
    body: 'username=YOUR-USERNAME&to={phone}&message={text}',
    successText: '"status":"Success"',
    referencePath: 'SMSMessageData.Recipients.0.messageId',
    phoneFormat: 'plus',
    note: 'messages.preset-africas-talking',
  },
  kenyan('Advanta (Kenya)', 'https://quicksms.advantasms.com/api/services/sendsms/'),
  kenyan('Celcom Africa (Kenya)', 'https://isms.celcomafrica.com/api/services/sendsms/'),
  {
    ...post,
    name: 'Another gateway',
    url: 'https://gateway.example/send',
    headers: [{ name: 'Authorization', value: 'Bearer {secret}' }],
    bodyKind: 'json',
    body: json({ to: '{phone}', text: '{text}', id: '{id}' }),
    successText: '',
    referencePath: '',
    note: 'messages.preset-other',
  },
];

/** What stands in the presets where an office writes something of its own. */
const TO_FILL_IN = new Set(GATEWAY_PRESETS.flatMap(({ body }) => body.match(/\bYOUR-[A-Z-]*[A-Z]/g) ?? []));

/** What of a preset still stands in a text, and has to be replaced; null: nothing. */
export const notFilledIn = (text: string): string | null => [...TO_FILL_IN].find((mark) => text.includes(mark)) ?? null;
