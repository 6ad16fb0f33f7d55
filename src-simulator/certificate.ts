import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What api-ssl shows, with its SHA-256 fingerprint in hexadecimal. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly fingerprint: string;
}

const DAY_MS = 86_400_000;
/** 1.2.840.10045.4.3.2, ECDSA with SHA-256. */
const ECDSA_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
/** 2.5.4.3, the common name. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');

/**
 * A self-signed certificate (EC P-256). By hand, because Node reads certificates but makes none, a dependency for forty lines
 * is one too many, and openssl is not on every machine. No extensions: a router's own have few, and clients pin the
 * fingerprint.
 */
export function selfSigned(commonName: string, now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, ECDSA_SHA256);
  const name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
  // The first bit clear: the number is positive.
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const valid = der(0x30, time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + 3650 * DAY_MS)));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const body = der(0x30, version3, der(0x02, serial), algorithm, name, valid, name, spki);
  const signature = sign('sha256', body, privateKey);
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    fingerprint: createHash('sha256').update(whole).digest('hex'),
  };
}

/** Tag, length, contents (X.690 8.1). */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), contents]);
}

/** UTCTime to 2049, GeneralizedTime later (RFC 5280 4.1.2.5). */
export function time(instant: Date): Buffer {
  const digits = `${instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return instant.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}
