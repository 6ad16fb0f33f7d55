import { duplexPair } from 'node:stream';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { RouterError } from '#main/routeros/failure.ts';
import { login } from '#main/routeros/login.ts';
import { queryWords } from '#main/routeros/query.ts';
import { RouterSession } from '#main/routeros/router-session.ts';
import { Session } from '#main/routeros/session.ts';
import { pair, wire } from './peer.ts';

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof RouterError ? error.failure : error),
  );

async function all(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const row of rows) taken.push(row);
  return taken;
}

describe('A session', () => {
  test('Given a router that says back the password that it refuses, when the refusal is told, then the password is not in it', async () => {
    const message = 'input does not match any value of hunter2-hunter2';
    const { near } = pair((_, tag, peer) => {
      peer.write(wire(['!trap', `=message=${message}`, `.tag=${tag}`], ['!done', `.tag=${tag}`]));
    });
    const failure = await failureOf(
      new Session(near).run({ path: '/ppp/secret/add', fields: { password: 'hunter2' } }),
    );
    expect(failure).toMatchObject({ traps: [{ reason: 'bad-value' }] });
    expect(inspect(failure, { depth: 5 })).not.toContain('hunter2');
  });

  test('Given a router that answers without end, when more has come than any router has to say, then the session ends before the memory does', async () => {
    const { near, peer } = pair((_, tag) => {
      // A word of a mebibyte, with its length in three bytes.
      const word = Buffer.concat([Buffer.of(0xd0, 0, 0), Buffer.alloc(1024 * 1024, '=a=x')]);
      const row = Buffer.concat([wire(['!re', `.tag=${tag}`]).subarray(0, -1), word, Buffer.of(0)]);
      const flood = (): void => {
        if (!peer.destroyed && near.readable) peer.write(row, flood);
      };
      flood();
    });
    const session = new Session(near, { after: () => () => undefined });
    expect(await failureOf(session.run({ path: '/ppp/secret/print' }))).toEqual({
      kind: 'protocol',
      problem: 'answer-too-long',
    });
    expect(session.isOpen).toBe(false);
    peer.destroy();
  });

  test('Given two commands in flight, when the router answers them the other way round, then each has its own rows', async () => {
    const tags: string[] = [];
    const { near } = pair((_, tag, peer) => {
      tags.push(tag);
      if (tags.length < 2) return;
      const answers = [...tags].reverse().map((t) => wire(['!re', `=of=${t}`, `.tag=${t}`], ['!done', `.tag=${t}`]));
      peer.write(Buffer.concat(answers));
    });
    const session = new Session(near);
    const answers = await Promise.all([session.run({ path: '/a' }), session.run({ path: '/b' })]);
    expect(answers.map((answer) => answer.rows)).toEqual([[{ of: '1' }], [{ of: '2' }]]);
  });

  test('Given !empty, when !done follows, then there are no rows', async () => {
    const { near } = pair((_, tag, peer) => peer.write(wire(['!empty', `.tag=${tag}`], ['!done', `.tag=${tag}`])));
    expect(await new Session(near).run({ path: '/a' })).toEqual({ rows: [], ret: undefined });
  });

  test('Given two traps, when !done comes, then both are told with their reasons and the session lives', async () => {
    const { near } = pair((_, t, peer) =>
      peer.write(
        wire(
          ['!trap', '=category=0', '=message=no such item', `.tag=${t}`],
          ['!trap', '=message=failure: already have such name', `.tag=${t}`],
          ['!done', `.tag=${t}`],
        ),
      ),
    );
    const session = new Session(near);
    expect(await failureOf(session.run({ path: '/a' }))).toEqual({
      kind: 'trap',
      command: '/a',
      traps: [
        { reason: 'no-such-item', category: 0, message: 'no such item' },
        { reason: 'already-exists', message: 'failure: already have such name' },
      ],
    });
    expect(session.isOpen).toBe(true);
  });

  test('Given an untagged !fatal, when it comes, then everything in flight and `closed` tell it', async () => {
    const { near } = pair((_, __, peer) => peer.write(wire(['!fatal', 'session terminated'])));
    const session = new Session(near);
    const fatal = { kind: 'fatal', message: 'session terminated' };
    expect(await failureOf(session.run({ path: '/a' }))).toEqual(fatal);
    expect(await session.closed).toEqual(fatal);
    expect(await failureOf(session.run({ path: '/b' }))).toEqual(fatal);
  });

  test('Given a command that timed out, when its reply comes late, then it is dropped, and a foreign tag is told', async () => {
    const heard: string[] = [];
    const { near, peer } = pair((words, tag, other) => {
      heard.push(words.join(' '));
      if (words[0] === '/b') other.write(wire(['!done', '.tag=1'], ['!done', '.tag=77'], ['!done', `.tag=${tag}`]));
    });
    const stray = vi.fn();
    const rings: (() => void)[] = [];
    const session = new Session(near, { stray, after: (_, ring) => (rings.push(ring), () => undefined) });
    const slow = failureOf(session.run({ path: '/a' }, { deadlineMs: 5 }));
    rings[0]?.();
    expect(await slow).toEqual({ kind: 'timeout', during: '/a', afterMs: 5 });
    await session.run({ path: '/b' });
    expect(heard[1]).toBe('/cancel =tag=1 .tag=2');
    expect(stray.mock.calls).toEqual([[{ type: '!done', tag: '77' }]]);
    peer.destroy();
  });

  test('Given a long answer, when its deadline comes while rows come, then it is waited for, but not for ever', async () => {
    let told: (...rows: readonly string[]) => void = () => undefined;
    const heard = Promise.withResolvers<undefined>();
    const { near } = pair((_, tag, peer) => {
      heard.resolve(undefined);
      told = (...rows) => void peer.write(wire(...rows.map((row) => ['!re', `=.id=${row}`, `.tag=${tag}`])));
    });
    let ring: () => void = () => undefined;
    let reads = Promise.withResolvers<undefined>();
    near.on('data', () => reads.resolve(undefined));
    const session = new Session(near, { after: (_, call) => ((ring = call), () => undefined) });
    const long = failureOf(session.run({ path: '/a' }, { deadlineMs: 5 }));
    await heard.promise;
    for (let row = 0; row < 12; row += 1) {
      reads = Promise.withResolvers();
      told(`*${row}`);
      await reads.promise;
      ring();
      expect(session.isOpen).toBe(true);
    }
    reads = Promise.withResolvers();
    told('*12');
    await reads.promise;
    ring();
    expect(await long).toEqual({ kind: 'timeout', during: '/a', afterMs: 65 });
  });

  test('Given rows and then silence, when the next deadline comes, then it is a timeout', async () => {
    const { near } = pair((_, tag, peer) => peer.write(wire(['!re', '=.id=*1', `.tag=${tag}`])));
    let ring: () => void = () => undefined;
    const read = new Promise((resolve) => near.once('data', resolve));
    const session = new Session(near, { after: (_, call) => ((ring = call), () => undefined) });
    const cut = failureOf(session.run({ path: '/a' }, { deadlineMs: 5 }));
    await read;
    ring();
    ring();
    expect(await cut).toEqual({ kind: 'timeout', during: '/a', afterMs: 10 });
  });

  test('Given an aborted signal, when a command runs, then it is cancelled and the router is told', async () => {
    const { near } = pair(() => undefined);
    const stop = new AbortController();
    const promise = failureOf(new Session(near).run({ path: '/a' }, { signal: stop.signal }));
    stop.abort();
    expect(await promise).toEqual({ kind: 'cancelled', command: '/a' });
  });

  test('Given a listening command, when rows come and the loop is left, then `.dead` is there and /cancel is sent', async () => {
    const cancelled = Promise.withResolvers<string>();
    const { near } = pair((words, t, peer) => {
      if (words[0] === '/cancel') cancelled.resolve(words[1] ?? '');
      else peer.write(wire(['!re', '=.id=*1', `.tag=${t}`], ['!re', '=.id=*1', '=.dead=true', `.tag=${t}`]));
    });
    const rows: unknown[] = [];
    for await (const row of new Session(near).listen({ path: '/x/listen' })) {
      rows.push(row);
      if ('.dead' in row) break;
    }
    expect(rows).toEqual([{ '.id': '*1' }, { '.id': '*1', '.dead': 'true' }]);
    expect(await cancelled.promise).toBe('=tag=1');
  });

  test('Given nobody who takes rows, when more come than are kept, then listening ends as overflow', async () => {
    const { near } = pair((words, t, peer) => {
      if (words[0] === '/x') peer.write(wire(...[1, 2, 3].map((n) => ['!re', `=n=${n}`, `.tag=${t}`])));
      else if (words[0] === '/y') peer.write(wire(['!done', `.tag=${t}`]));
    });
    const session = new Session(near, { listenRows: 2 });
    const feed = session.listen({ path: '/x' });
    await session.run({ path: '/y' });
    expect([(await feed.next()).value, (await feed.next()).value]).toEqual([{ n: '1' }, { n: '2' }]);
    expect(await failureOf(feed.next())).toEqual({ kind: 'overflow', command: '/x', rows: 2 });
  });

  test('Given any sentences and cuts from the peer, when the line ends, then every promise is settled', async () => {
    const word = fc.constantFrom('!re', '!done', '!trap', '!empty', '.tag=1', '.tag=2', '.tag=3', '=a=b', '=message=x');
    const good = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 8 }).map((s) => wire(...s));
    const bytes = fc.oneof({ weight: 4, arbitrary: good }, fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 6 }), fc.boolean(), async (chunks, politely) => {
        const [near, peer] = duplexPair();
        peer.on('error', () => undefined).resume();
        const session = new Session(near);
        const asked = [session.run({ path: '/a' }), session.run({ path: '/b' }), all(session.listen({ path: '/c' }))];
        for (const chunk of chunks) peer.write(chunk);
        if (politely) peer.end();
        else peer.destroy(new Error('cut'));
        if (!politely) near.destroy();
        for (const one of await Promise.allSettled(asked))
          if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(RouterError);
        expect((await session.closed).kind).toBeTypeOf('string');
      }),
    );
  });
});

describe('Login', () => {
  test('Given a challenge, when it is answered, then it is 00 and the MD5 that old routers expect', async () => {
    const challenge = '00112233445566778899aabbccddeeff';
    const heard: string[][] = [];
    const { near } = pair((words, t, peer) => {
      heard.push(words);
      peer.write(wire(heard.length === 1 ? ['!done', `=ret=${challenge}`, `.tag=${t}`] : ['!done', `.tag=${t}`]));
    });
    await login(new Session(near), { user: 'admin', password: 'secret' });
    expect(heard[1]).toContain('=response=00c17511d224a5e93170632807d36388aa');
  });

  test('Given a wrong password that is said back, when login is refused, then it stands in no error and no object', async () => {
    const { near } = pair((_, t, peer) =>
      peer.write(
        wire(['!trap', '=message=invalid user name or password (6) hunter2', `.tag=${t}`], ['!done', `.tag=${t}`]),
      ),
    );
    const session = new Session(near);
    const error: unknown = await login(session, { user: 'admin', password: 'hunter2' }).catch((e: unknown) => e);
    expect(error).toMatchObject({ failure: { kind: 'login-refused' } });
    expect(
      inspect([error, session, new RouterSession(session, undefined)], { depth: 9, showHidden: true }),
    ).not.toContain('hunter2');
    expect(session.isOpen).toBe(false);
  });
});

describe('Menus', () => {
  test('Given each method, when it is called, then the words are as a router wants them', async () => {
    const heard: string[] = [];
    const { near } = pair((words, t, peer) => {
      heard.push(words.join(' '));
      peer.write(wire(['!done', '=ret=*1', `.tag=${t}`]));
    });
    const router = new RouterSession(new Session(near), undefined);
    await router.print('/ppp/secret', ['name'], { is: 'equals', field: 'name', value: 'x' });
    expect(await router.add('/ppp/secret', { name: 'x' })).toBe('*1');
    await router.set('/ppp/secret', '*1', { name: 'y' });
    await router.unset('/ppp/secret', '*1', 'remote-address');
    await router.remove('/ppp/secret', '*1');
    expect(heard).toEqual([
      '/ppp/secret/print =.proplist=.id,name ?name=x .tag=1',
      '/ppp/secret/add =name=x .tag=2',
      '/ppp/secret/set =.id=*1 =name=y .tag=3',
      '/ppp/secret/unset =.id=*1 =value-name=remote-address .tag=4',
      '/ppp/secret/remove =.id=*1 .tag=5',
    ]);
  });

  test('Given a nested query, when it is written, then operands come before their operator', () => {
    const has = { is: 'has', field: 'a' } as const;
    const less = { is: 'less', field: 'b', value: '2' } as const;
    const lacks = { is: 'lacks', field: 'c' } as const;
    expect(
      queryWords({
        is: 'or',
        of: [
          { is: 'and', of: [has, less, lacks] },
          { is: 'not', of: has },
        ],
      }),
    ).toEqual(['?a', '?<b=2', '?#&', '?-c', '?#&', '?a', '?#!', '?#|']);
  });
});
