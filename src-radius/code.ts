/** What a packet is, by its first byte (RFC 2865 4, RFC 2866 4, RFC 5997, RFC 5176 2). */
export const CODE = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accountingRequest: 4,
  accountingResponse: 5,
  accessChallenge: 11,
  statusServer: 12,
  disconnectRequest: 40,
  disconnectAck: 41,
  disconnectNak: 42,
  coaRequest: 43,
  coaAck: 44,
  coaNak: 45,
} as const;

export type Code = (typeof CODE)[keyof typeof CODE];

/** What this client asks. */
export type RequestCode =
  typeof CODE.accessRequest | typeof CODE.statusServer | typeof CODE.disconnectRequest | typeof CODE.coaRequest;

/** What may be answered to each request. Status-Server is answered by Accounting-Response on the accounting port. */
export const REPLIES = {
  [CODE.accessRequest]: [CODE.accessAccept, CODE.accessReject, CODE.accessChallenge],
  [CODE.statusServer]: [CODE.accessAccept, CODE.accountingResponse],
  [CODE.disconnectRequest]: [CODE.disconnectAck, CODE.disconnectNak],
  [CODE.coaRequest]: [CODE.coaAck, CODE.coaNak],
} as const satisfies Record<RequestCode, readonly Code[]>;

export type ReplyCode = (typeof REPLIES)[RequestCode][number];
