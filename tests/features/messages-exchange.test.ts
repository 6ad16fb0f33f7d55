import { expect, test } from 'vitest';
import { verdictOf } from '#shared/domain/message/answer.ts';
import { gatewayRequest } from '#shared/domain/message/gateway-request.ts';
import { exchange } from '#main/features/messages/exchange.ts';
import { type Mood, StandInGateway, standInFields } from '../fixtures/gateway.ts';

const values = { phone: '8801711000001', text: 'Hello', id: 'i', shortId: 's', secret: 'k' };
const patience = { connect: 2000, answer: 50 };
const to = (url: string) => gatewayRequest({ ...standInFields(url) }, values);

test('given a gateway that says nothing, when it was written to, then the answer is lost, and never "not sent"', async () => {
  await using gateway = await new StandInGateway().start();
  gateway.mood = 'silent';
  expect(await exchange(to(gateway.url), { patience })).toEqual({ kind: 'lost', reason: 'ETIMEDOUT' });
  expect(gateway.received).toHaveLength(1);
});

test('given a line that breaks behind the request, when it is told, then the answer is lost', async () => {
  await using gateway = await new StandInGateway().start();
  for (const mood of ['reset', 'reset-in-answer'] satisfies Mood[]) {
    gateway.mood = mood;
    expect(await exchange(to(gateway.url)), mood).toMatchObject({ kind: 'lost' });
  }
});

test('given no way to a gateway, when it is tried, then not a byte was written, and the reason says nothing of where', async () => {
  await using gateway = await new StandInGateway().start();
  // It speaks no TLS, so nothing but a greeting ever gets there.
  const noTls = await exchange(to(gateway.url.replace('http:', 'https:')));
  const noName = await exchange(to('https://gateway.invalid/send'));
  const { url } = gateway;
  await gateway.stop();
  const refused = await exchange(to(url));
  expect([noTls.kind, noName.kind, refused]).toEqual([
    'unreached',
    'unreached',
    { kind: 'unreached', reason: 'ECONNREFUSED' },
  ]);
  expect(gateway.received).toEqual([]);
  expect(JSON.stringify([noTls, noName])).not.toContain('gateway.invalid');
});

test('given a redirect and an answer without an end, when they are read, then neither is followed to the end', async () => {
  await using gateway = await new StandInGateway().start();
  gateway.mood = 'redirects';
  expect(await exchange(to(gateway.url))).toMatchObject({ kind: 'answered', answer: { status: 302 } });
  expect(gateway.received).toHaveLength(1);
  gateway.mood = 'endless';
  const came = await exchange(to(gateway.url));
  expect(came).toMatchObject({ kind: 'answered', answer: { isCut: true } });
  expect(came.kind === 'answered' && came.answer.text.length).toBe(65_536);
});

test('given a gateway that packs its answer, when it is read, then it is unpacked as far as there is room, or nobody knows', async () => {
  await using gateway = await new StandInGateway().start();
  const verdict = async (mood: Mood) => {
    gateway.mood = mood;
    const came = await exchange(to(gateway.url));
    return came.kind === 'answered' ? verdictOf(came.answer, standInFields(gateway.url)) : came;
  };
  expect(await verdict('packed')).toEqual({ kind: 'sent', reference: '4711' });
  expect(await verdict('packed-large')).toEqual({ kind: 'unclear', code: 'message-answer-unclear' });
  expect(await verdict('garbled')).toEqual({ kind: 'unclear', code: 'message-answer-unclear' });
  expect(gateway.received[0]?.headers['accept-encoding']).toBe('identity');
});

test('given a program that ends, when it gives up an answer, then that is lost too', async () => {
  await using gateway = await new StandInGateway().start();
  gateway.mood = 'silent';
  const ending = new AbortController();
  const arrived = gateway.another();
  const came = exchange(to(gateway.url), { signal: ending.signal });
  await arrived;
  ending.abort();
  expect(await came).toMatchObject({ kind: 'lost' });
  expect(await exchange(to(gateway.url), { signal: ending.signal })).toMatchObject({ kind: 'unreached' });
});
