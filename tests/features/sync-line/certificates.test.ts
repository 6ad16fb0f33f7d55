import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { DIRECT } from '#main/platform/proxy.ts';
import { realAfter } from '#main/routeros/index.ts';
import { lookAt, thisMachine } from '#main/features/sync/line/index.ts';
import { authority } from '../../fixtures/certificates.ts';
import { failureOf, HEALTH, isp, json, lineTo, network, page, raw, secure } from './wire.ts';

// Who is at the other end of a line, and what a person is told when it may be somebody else.

const DAY = 86_400_000;
const stranger = authority('Strange authority');

/** A server that counts what it hears. */
function counting(): { readonly answer: RequestListener; readonly heard: () => number } {
  let heard = 0;
  const answer: RequestListener = (_, response) => {
    heard++;
    json(response, HEALTH);
  };
  return { answer, heard: () => heard };
}
const look = (url: string, fingerprint: string | null = null, now = new Date()) =>
  lookAt({ url, fingerprint, proxy: () => Promise.resolve(DIRECT), network, timer: realAfter, now: () => now });

test('Given a certificate that no authority of this machine has issued, when it is not pinned, then nothing is said to it', async () => {
  const { answer, heard } = counting();
  const shows = stranger.issue(['central.test']);
  const { url, host } = await secure(answer, shows);
  expect(failureOf(await lineTo(url).health())).toEqual({
    ...{ kind: 'certificate', code: 'sync-certificate-unknown' },
    params: { host, issuer: 'Strange authority', found: shows.fingerprint },
  });
  expect(heard()).toBe(0);
});

test('Given a certificate for other names, when the authority is known, then the names are told', async () => {
  const { answer, heard } = counting();
  const { url, host } = await secure(answer, isp.issue(['wifi.cafe', 'login.wifi.cafe']));
  expect(failureOf(await lineTo(url).health())).toEqual({
    ...{ kind: 'certificate', code: 'sync-certificate-name' },
    params: { host, names: 'wifi.cafe, login.wifi.cafe' },
  });
  expect(heard()).toBe(0);
});

test('Given a certificate that is over or not yet good, when it is shown, then its day and the day of this machine are told', async () => {
  const { answer, heard } = counting();
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  const over = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2021-03-04T00:00:00Z') };
  for (const by of [isp, stranger]) {
    const { url, host } = await secure(answer, by.issue(['central.test'], over));
    expect(failureOf(await lineTo(url, { now: () => now }).health())).toEqual({
      ...{ kind: 'certificate', code: 'sync-certificate-expired', params: { host, until: '2021-03-04', today } },
    });
    expect(failureOf(await look(url))).toMatchObject({ code: 'sync-certificate-expired' });
  }
  const from = new Date(now.getTime() + 30 * DAY);
  const early = await secure(answer, isp.issue(['central.test'], { from }));
  expect(failureOf(await lineTo(early.url, { now: () => now }).health())).toEqual({
    ...{ kind: 'certificate', code: 'sync-certificate-early' },
    params: { host: early.host, from: from.toISOString().slice(0, 10), today },
  });
  expect(heard()).toBe(0);
});

test('Given a pinned certificate, when it is shown, then neither issuer nor name matters, but its days do', async () => {
  const { answer, heard } = counting();
  const shows = stranger.issue(['some.other.name']);
  const { url } = await secure(answer, shows);
  const { fingerprint } = shows;
  expect(await lineTo(url, { fingerprint }).health()).toEqual({ ok: true, value: HEALTH });
  const asTyped = fingerprint.replaceAll(':', '').toLowerCase();
  expect(await lineTo(url, { fingerprint: asTyped }).health()).toEqual({ ok: true, value: HEALTH });
  expect(heard()).toBe(2);
  const later = new Date(Date.now() + 400 * DAY);
  expect(failureOf(await lineTo(url, { fingerprint, now: () => later }).health())).toMatchObject({
    ...{ kind: 'certificate', code: 'sync-certificate-expired' },
  });
  expect(heard()).toBe(2);
});

test('Given a pinned certificate, when another one is shown, even one of a known authority, then nothing is said to it', async () => {
  const { answer, heard } = counting();
  const shows = isp.issue(['central.test']);
  const { url, host } = await secure(answer, shows);
  const { fingerprint } = stranger.issue(['central.test']);
  const changed = {
    ...{ kind: 'certificate', code: 'sync-certificate-changed', params: { host, found: shows.fingerprint } },
  };
  expect(failureOf(await lineTo(url, { fingerprint }).health())).toEqual(changed);
  expect(failureOf(await look(url, fingerprint))).toEqual(changed);
  expect(heard()).toBe(0);
});

test('Given whoever wants to enrol, when they look who is there, then they see what to compare, or that this machine knows it', async () => {
  const { answer } = counting();
  const known = await secure(answer);
  expect(await look(`central.test:${known.port}`)).toEqual({
    ok: true,
    value: { url: known.url, version: '1.2.3', certificate: null },
  });
  const to = new Date('2048-02-03T04:05:06.000Z');
  const shows = stranger.issue(['central.test'], { to });
  const other = await secure(answer, shows);
  const certificate = {
    ...{ fingerprint: shows.fingerprint, subject: 'central.test', issuer: 'Strange authority' },
    validTo: to.toISOString(),
  };
  expect(await look(other.url)).toEqual({ ok: true, value: { url: other.url, version: '1.2.3', certificate } });
  // Once more, now that it was seen: it is the same.
  expect(await look(other.url, shows.fingerprint)).toMatchObject({ ok: true, value: { certificate } });
  const { url } = await secure((_, response) => page(response, 200), shows);
  expect(failureOf(await look(url))).toMatchObject({ kind: 'captive-portal' });
});

test('Given a server without TLS, when it is reached with it, then it is told that it does not answer so', async () => {
  for (const says of [
    'HTTP/1.1 302 Found\r\nlocation: http://login.cafe/\r\n\r\n',
    'SSH-2.0-OpenSSH_9.6\r\n',
    '<html>',
  ]) {
    const { url } = await raw((socket) => void socket.once('data', () => socket.end(says)));
    expect(failureOf(await lineTo(url).health())).toMatchObject({ kind: 'not-understood', code: 'sync-no-tls' });
  }
});

test('Given a server that ends the line in the middle of the handshake, when it is asked, then it is told so', async () => {
  const { url } = await raw((socket) => void socket.once('data', () => socket.destroy()));
  expect(failureOf(await lineTo(url).health())).toMatchObject({ kind: 'no-server', code: 'sync-server-hangs-up' });
});

test('Given this machine’s own server with TLS, when it is looked for without a scheme, then it is told how it is written', async () => {
  const { port } = await secure(counting().answer);
  const typed = `127.0.0.1:${port}`;
  expect(failureOf(await look(typed))).toMatchObject({ code: 'sync-wants-tls', params: { host: typed } });
});

test('Given a server with encryption of long ago, when it is asked, then it is told who has to update what', async () => {
  // An alert, "protocol version" (RFC 8446 6.2): all that such a server has to say.
  const alert = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]);
  const { url } = await raw((socket) => void socket.once('data', () => socket.end(alert)));
  expect(failureOf(await lineTo(url).health())).toMatchObject({ kind: 'certificate', code: 'sync-tls-old' });
});

test('Given this machine as it is, when it is asked whom it trusts, then it has authorities, and this test’s own is not among them', async () => {
  const { answer } = counting();
  const { url } = await secure(answer);
  const here = { ...network, trusted: thisMachine.trusted };
  expect(failureOf(await lineTo(url, { network: here }).health())).toMatchObject({ code: 'sync-certificate-unknown' });
  expect(thisMachine.trusted()).toBe(thisMachine.trusted());
});
