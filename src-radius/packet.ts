/** The parts of a packet (RFC 2865 3): code, identifier, length, authenticator, attributes. */
export const HEAD = 20;
export const MOST_PACKET_BYTES = 4096;

const LENGTH_AT = 2;
export const AUTHENTICATOR_AT = 4;
export const AUTHENTICATOR_BYTES = 16;

/** Message-Authenticator, a signature that MD5's weakness does not reach (RFC 2869 5.14). */
export const MESSAGE_AUTHENTICATOR = 80;

/** A packet of its parts; null when it is longer than a packet may be. */
export function joined(
  code: number,
  identifier: number,
  authenticator: Uint8Array,
  attributes: readonly Uint8Array[],
): Buffer | null {
  const packet = Buffer.concat([Buffer.from([code, identifier, 0, 0]), authenticator, ...attributes]);
  if (packet.length > MOST_PACKET_BYTES) return null;
  packet.writeUInt16BE(packet.length, LENGTH_AT);
  return packet;
}

/** The packet in a datagram, without the padding that may follow it; null when its length cannot be (RFC 2865 3). */
export function packetIn(datagram: Buffer): Buffer | null {
  if (datagram.length < HEAD) return null;
  const length = datagram.readUInt16BE(LENGTH_AT);
  const isPossible = length >= HEAD && length <= MOST_PACKET_BYTES && length <= datagram.length;
  return isPossible ? datagram.subarray(0, length) : null;
}

export const authenticatorOf = (packet: Buffer): Buffer =>
  packet.subarray(AUTHENTICATOR_AT, AUTHENTICATOR_AT + AUTHENTICATOR_BYTES);
