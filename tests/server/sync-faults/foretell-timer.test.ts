import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lastRunOf } from '#main/features/billing/index.ts';
import type { Going } from '#main/features/sync/going.ts';
import { foreteller } from '#main/features/sync/foretell.ts';
import { NOW } from '../central.ts';
import { joined, openedAt, ownRoot } from './console.ts';

// When a console looks by itself whom it has to cut off without a line. Whom it finds is held by tests/server/offices-foretold.

const MINUTE = 60_000;
const SILENT: Going['failure'] = { code: 'sync-offline', params: {}, since: NOW };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A console that has joined and whose server was heard of when it did, with a clock that goes with the timers. */
async function scene() {
  const store = await openedAt(ownRoot());
  await joined(store);
  const clock = { at: NOW };
  const going = { failure: SILENT };
  const failures: unknown[] = [];
  const log = {
    ...{ info: () => undefined, warn: () => undefined },
    failure: (error: unknown) => {
      failures.push(error);
      return 'logged';
    },
  };
  const ahead = foreteller({ store, now: () => new Date(clock.at), log }, () => ({
    ...{ phase: 'resting', progress: null, nextTryAt: null, failure: going.failure },
  }));
  const passes = async (ms: number): Promise<void> => {
    clock.at += ms;
    await vi.advanceTimersByTimeAsync(ms);
    // What a look writes has been written when another write had its turn.
    await store.write(() => undefined);
  };
  const lookedAt = (): number | null => lastRunOf(store.reader);
  return { store, clock, going, ahead, failures, passes, lookedAt };
}

describe('the look ahead by itself', () => {
  it('given a server that is out of reach, when ten minutes have gone by, then it looks each minute, and no more once it has ended', async () => {
    const { store, clock, ahead, failures, passes, lookedAt } = await scene();
    ahead.start();
    for (let minute = 1; minute < 10; minute += 1) await passes(MINUTE);
    expect(lookedAt()).toBeNull();
    await passes(MINUTE - 1);
    expect(lookedAt()).toBeNull();
    await passes(1);
    expect(lookedAt()).toBe(NOW + 10 * MINUTE);
    // Of looks that find nobody one is kept each hour.
    for (let minute = 0; minute < 60; minute += 1) await passes(MINUTE);
    expect(lookedAt()).toBe(NOW + 70 * MINUTE);
    await ahead.stop();
    await passes(200 * MINUTE);
    expect(lookedAt()).toBe(NOW + 70 * MINUTE);
    expect(failures).toEqual([]);
    expect(clock.at).toBe(NOW + 270 * MINUTE);
    await store.close();
  });

  it('given a server that answers, when hours go by, then it never looks; once it has gone silent, with the next minute', async () => {
    const { store, going, ahead, passes, lookedAt } = await scene();
    going.failure = null;
    ahead.start();
    await passes(180 * MINUTE);
    expect(lookedAt()).toBeNull();
    going.failure = SILENT;
    await passes(MINUTE);
    expect(lookedAt()).toBe(NOW + 181 * MINUTE);
    await ahead.stop();
    await store.close();
  });
});
