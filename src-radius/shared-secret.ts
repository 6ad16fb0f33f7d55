import { createHash, createHmac } from 'node:crypto';

/**
 * What a server and its clients both know. It can be used and never read again: not by inspect(), not by JSON, not by an
 * error that holds it.
 */
export class SharedSecret {
  readonly #bytes: Buffer;

  constructor(text: string) {
    this.#bytes = Buffer.from(text, 'utf8');
  }

  /** An empty one would let anybody sign (RFC 2865 3). */
  get isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  /** MD5 over the parts and then the secret: authenticators (RFC 2865 3, RFC 2866 3). */
  md5After(...parts: readonly Uint8Array[]): Buffer {
    const hash = createHash('md5');
    for (const part of parts) hash.update(part);
    return hash.update(this.#bytes).digest();
  }

  /** MD5 over the secret and then the bytes: what hides a password (RFC 2865 5.2). */
  md5Before(bytes: Uint8Array): Buffer {
    return createHash('md5').update(this.#bytes).update(bytes).digest();
  }

  /** HMAC-MD5 under the secret: Message-Authenticator (RFC 2869 5.14). */
  hmac(bytes: Uint8Array): Buffer {
    return createHmac('md5', this.#bytes).update(bytes).digest();
  }
}
