import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff, untilOnline } from '#main/features/sync/line/index.ts';
import { HandTimer } from './wire.ts';

// When it is tried again.

test('Given one failure after the other, when it is asked when to try again, then twice as late each time up to five minutes, and at once a success begins anew', () => {
  const { next, reset } = backOff(() => 0.5);
  const waits = Array.from({ length: 12 }, () => next());
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 150_000, 150_000, 150_000]);
  reset();
  expect(next()).toBe(500);
});

test('Given a server that says when to come again, when it is asked, then nobody comes before, and it counts as a failure', () => {
  const { next } = backOff(() => 0);
  expect(next(30)).toBe(30_000);
  const late = backOff(() => 0.999);
  expect(late.next(30)).toBe(30_999);
  expect(late.next(0)).toBe(999);
  expect(late.next(null)).toBe(3996);
});

test('Given any luck and any number of failures, when it is asked, then the wait is never longer than five minutes unless the server says so', () => {
  const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.array(luck, { maxLength: 2000 }), (lucks) => {
      let at = 0;
      const { next } = backOff(() => lucks[at++] ?? 0);
      while (at < lucks.length) {
        const wait = next();
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(300_000);
      }
    }),
  );
});

test('Given a machine without a network, when a cable is plugged in, then whoever waits goes on, and whoever gives up too', async () => {
  const timer = new HandTimer();
  let isThere = false;
  const machine = { hasInterface: () => isThere };
  const stop = new AbortController();
  let online = 0;
  const waiting = untilOnline(timer.after, new AbortController().signal, machine).then(() => online++);
  const given = untilOnline(timer.after, stop.signal, machine);
  timer.pass();
  await Promise.resolve();
  expect(online).toBe(0);
  stop.abort();
  await given;
  isThere = true;
  timer.pass();
  await waiting;
  expect(online).toBe(1);
  await untilOnline(timer.after, new AbortController().signal, machine);
});
