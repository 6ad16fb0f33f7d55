import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { watchServer } from '#main/features/online/central-watch.ts';
import { type CentralAsk, centralAsk, recordReader } from '#main/features/sync/index.ts';
import type { CentralLine } from '#main/features/sync/line/index.ts';
import { keepServer, keepToken, sealToken } from '#main/features/sync/server-row.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { openStore } from '#main/store/index.ts';

// How the central server is asked for what people look at: when, over which line, and until when.

afterEach(() => void vi.useRealTimers());

const log = { info: () => undefined, warn: () => undefined, failure: () => 'logged' };
const SECONDS = 1_000;

/** A line whose answers a test gives, and that tells whether it was closed. */
class Line {
  isClosed = false;
  readonly token: string | null;
  readonly answers: ((of: Told) => void)[] = [];

  constructor(token: string | null) {
    this.token = token;
  }

  online(): ReturnType<CentralLine['online']> {
    return new Promise((resolve) => this.answers.push(resolve));
  }

  close(): void {
    this.isClosed = true;
  }
}

type Told = Awaited<ReturnType<CentralLine['online']>>;
const nobody: Told = { ok: true, value: { sessions: [], next: null } };
const refusedWith = (kind: 'unauthorized' | 'no-server'): Told => ({
  ok: false,
  failure: { kind, code: 'sync-unauthorized', params: {} },
});

/** A console with the lines that it opens; `enrol` puts a server there. */
async function newConsole() {
  const root = mkdtempSync(join(tmpdir(), 'lastmile-ask-'));
  const store = await openStore({
    ...{ folder: join(root, 'data'), create: true, keys: [keyFiles(join(root, 'keys'))], recordReader, log },
    ...{ now: () => new Date(), newId: randomUUID, consoleName: 'test' },
  });
  const lines: Line[] = [];
  const central = centralAsk({
    store,
    lineTo: (_, token) => {
      const line = new Line(token);
      lines.push(line);
      return line as unknown as CentralLine; // of which nothing else is asked here
    },
  });
  onTestFinished(async () => {
    central.stop();
    await store.close();
    rmSync(root, { recursive: true, force: true });
  });
  const enrol = (state: 'joining' | 'joined') =>
    store.write(({ db }) =>
      keepServer(db, {
        ...{ url: 'http://127.0.0.1:9', fingerprint: null, deviceId: randomUUID(), consoleName: 'test', state },
        ...{ tokenSealed: sealToken(store.seal, 'first'), tokenAt: 0, operatorId: randomUUID(), operatorName: 'ISP' },
        ...{ enrolledAt: 0, instanceId: randomUUID() },
      }),
    );
  const changeToken = (token: string) => store.write(({ db }) => keepToken(db, sealToken(store.seal, token), 1));
  return { central, lines, enrol, changeToken };
}

const ask = (central: CentralAsk) => central.ask((line) => line.online({ after: null, limit: 1 }));

describe('asking', () => {
  test('given a console that works alone, or has not joined, when it asks, then nothing is opened and null comes of it', async () => {
    const { central, lines, enrol } = await newConsole();
    expect([central.server(), await ask(central)]).toEqual([null, null]);
    await enrol('joining');
    expect([central.server(), await ask(central)]).toEqual([null, null]);
    expect(lines).toEqual([]);
  });

  test('given a line that nobody asks over, when a minute has gone by, then it is closed, and the next question opens another', async () => {
    const { central, lines, enrol } = await newConsole();
    await enrol('joined');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const [first, second] = [ask(central), ask(central)];
    expect(lines).toHaveLength(1);
    lines[0]?.answers[0]?.(nobody);
    expect(await first).toEqual(nobody);
    vi.advanceTimersByTime(90 * SECONDS);
    expect(lines[0]?.isClosed).toBe(false);
    lines[0]?.answers[1]?.(nobody);
    await second;
    vi.advanceTimersByTime(59 * SECONDS);
    expect(lines[0]?.isClosed).toBe(false);
    vi.advanceTimersByTime(2 * SECONDS);
    expect(lines[0]?.isClosed).toBe(true);
    void ask(central);
    expect(lines).toHaveLength(2);
  });

  test('given a token that is changed while a question is under way, when the old one is refused, then it is asked again with the new one', async () => {
    const { central, lines, enrol, changeToken } = await newConsole();
    await enrol('joined');
    const asked = ask(central);
    await changeToken('second');
    lines[0]?.answers[0]?.(refusedWith('unauthorized'));
    await vi.waitFor(() => expect(lines[1]?.answers).toHaveLength(1), { interval: 1 });
    expect(lines.map(({ token }) => token)).toEqual(['first', 'second']);
    lines[1]?.answers[0]?.(nobody);
    expect(await asked).toEqual(nobody);
    // Where the token is the same, the server means it.
    const again = ask(central);
    lines[1]?.answers[1]?.(refusedWith('unauthorized'));
    expect(await again).toEqual(refusedWith('unauthorized'));
  });
});

test('given somebody who looks, when time goes on, then the server is asked at an interval until nobody has looked for a while', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let at = Date.UTC(2026, 10, 30, 10);
  let asked = 0;
  let answer = nobody;
  let server: string | null = null;
  const central: CentralAsk = {
    server: () => server,
    ask: (question) => question({ online: () => Promise.resolve((asked++, answer)) } as unknown as CentralLine), // all that is asked
    stop: () => undefined,
  };
  const watch = watchServer({ central, log, now: () => new Date(at) });
  const pass = async (seconds: number): Promise<void> => {
    at += seconds * SECONDS;
    await vi.advanceTimersByTimeAsync(seconds * SECONDS);
  };
  watch.look();
  expect([asked, vi.getTimerCount(), watch.lastTold()]).toEqual([0, 0, null]);
  server = 'one';
  watch.look();
  await pass(1);
  watch.look();
  expect([asked, watch.lastTold()?.readAt]).toEqual([1, new Date(at)]);
  await pass(29);
  expect(asked).toBe(2);
  answer = refusedWith('no-server');
  watch.look();
  await pass(30);
  expect(asked).toBe(3);
  expect(watch.lastTold()).toMatchObject({
    ...{ readAt: new Date(at - 30 * SECONDS), reason: { code: 'sync-unauthorized' } },
  });
  // Nobody looks any more.
  await pass(30);
  await pass(30);
  expect([asked, vi.getTimerCount()]).toEqual([3, 0]);
  // Of another server, nothing is known that this one told.
  server = 'two';
  expect(watch.lastTold()).toEqual({ sessions: [], readAt: null, reason: null });
});
