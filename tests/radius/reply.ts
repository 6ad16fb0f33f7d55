import type { NamedAttribute } from '#radius/attribute.ts';
import { authenticatorOf, HEAD, joined, MESSAGE_AUTHENTICATOR } from '#radius/packet.ts';
import type { SharedSecret } from '#radius/shared-secret.ts';
import { messageAuthenticator, responseAuthenticator } from '#radius/signatures.ts';
import { tagged, writeAttribute } from '#radius/write-attribute.ts';

/** What a server answers to `request`: the other side of readReply. */
export function replyTo(
  request: Buffer,
  code: number,
  attributes: readonly NamedAttribute[],
  secret: SharedSecret,
  { signed = true }: { readonly signed?: boolean } = {},
): Buffer {
  const room = signed ? [tagged(MESSAGE_AUTHENTICATOR, Buffer.alloc(16))] : [];
  const asked = authenticatorOf(request);
  const reply = joined(code, request[1]!, asked, [...room, ...attributes.map(writeAttribute)])!;
  if (signed) reply.set(messageAuthenticator(reply, HEAD + 2, asked, secret), HEAD + 2);
  return sealed(reply, request, secret);
}

/** Makes the authenticator of a reply anew: what whoever breaks MD5 could do. */
export function sealed(reply: Buffer, request: Buffer, secret: SharedSecret): Buffer {
  const made = Buffer.from(reply);
  made.set(responseAuthenticator(made, authenticatorOf(request), secret), 4);
  return made;
}
