import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MessageCounts, MessageLine } from '#shared/contract/messages.ts';
import { type Mood, StandInGateway, standInFields } from '../fixtures/gateway.ts';
import { csv, imported, isp, line, Office } from '../features/office.ts';
import { programPath } from '../programs.ts';

// Messages as scripts send them: real processes beside a gateway, exit statuses, one JSON document.

const NONE = { waiting: 0, sent: 0, failed: 0, unknown: 0, cancelled: 0 };

interface Listed {
  readonly counts: MessageCounts;
  readonly messages: readonly MessageLine[];
  readonly next: string | null;
}

interface Run {
  readonly status: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** An office of two customers, with a gateway or without, and its command line. */
async function scene(mood: Mood | 'none' = 'taken') {
  const gateway = await new StandInGateway().start();
  if (mood !== 'none') gateway.mood = mood;
  const office = new Office();
  onTestFinished(async () => {
    await office[Symbol.asyncDispose]();
    await gateway.stop();
  });
  const client = await office.open();
  await client.reference.import(isp);
  await imported(client, csv([line(1), line(2)]));
  if (mood !== 'none') {
    const fields = standInFields(gateway.url);
    await client.messages.changeGateway({ version: null, fields, secret: 'key-of-the-gateway' });
  }
  await office.close();

  // Not a synchronous one: the gateway has to answer meanwhile.
  const run = (...args: readonly string[]): Promise<Run> =>
    new Promise((resolve) => {
      const env = { ...process.env, LASTMILE_KEYS: join(office.root, 'keys') };
      const all = [programPath('cli'), ...args, '--data', office.folder];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : error.code, stdout, stderr });
      });
    });
  const asked = async (...args: readonly string[]) => {
    const { status, stdout } = await run(...args, '--json');
    return { status, answer: JSON.parse(stdout) as unknown };
  };
  /** Has a text wait for a customer. */
  const write = async (username: string, text: string): Promise<void> => {
    expect(await asked('customer', 'send-message', username, '--text', text)).toMatchObject({ status: 0 });
  };
  return { gateway, run, asked, write };
}

describe('messages flush', () => {
  test('given what waits, when the gateway takes it, then exit status 0; a second time there is nothing to do', async () => {
    const { gateway, asked, write } = await scene();
    await write('user1', 'The line is back');
    expect(await asked('messages', 'flush')).toEqual({ status: 0, answer: { ...NONE, sent: 1, tried: 1 } });
    expect(await asked('messages', 'flush')).toEqual({ status: 0, answer: { ...NONE, sent: 1, tried: 0 } });
    expect(gateway.received).toHaveLength(1);
  });

  test.each([
    ['is refused', 'says-no', { failed: 1 }],
    ['is lost', 'reset', { unknown: 1 }],
    ['has to wait', 'busy', { waiting: 1 }],
  ] as const)('given what waits, when it %s, then exit status 1, and the counts say which', async (_, mood, came) => {
    const { asked, write } = await scene(mood);
    await write('user1', 'The line is back');
    expect(await asked('messages', 'flush')).toEqual({ status: 1, answer: { ...NONE, ...came, tried: 1 } });
  });

  test('given what was refused before, when nothing else is, then exit status 0: it was told then', async () => {
    const { gateway, asked, write } = await scene('says-no');
    await write('user1', 'The first');
    await asked('messages', 'flush');
    gateway.mood = 'taken';
    await write('user1', 'The second');
    expect(await asked('messages', 'flush')).toMatchObject({ status: 0, answer: { failed: 1, sent: 1 } });
  });
});

describe('messages list', () => {
  test('given some messages, when they are listed, then in one window, by state, by customer, from where it ended', async () => {
    const { gateway, asked, write } = await scene();
    await write('user1', 'The first');
    await asked('messages', 'flush');
    gateway.mood = 'reset';
    await write('user2', 'The second');
    await asked('messages', 'flush');
    const all = await asked('messages', 'list', '--limit', '1');
    expect(all).toMatchObject({
      status: 0,
      answer: { counts: { ...NONE, sent: 1, unknown: 1 }, messages: [{ username: 'user2', state: 'unknown' }] },
    });
    const { next } = all.answer as Listed;
    expect(await asked('messages', 'list', '--limit', '1', '--after', next ?? '')).toMatchObject({
      answer: { messages: [{ username: 'user1', state: 'sent', text: 'The first' }], next: null },
    });
    const told = async (...options: readonly string[]) =>
      ((await asked('messages', 'list', ...options)).answer as Listed).messages.map(({ username }) => username);
    expect(await told('--state', 'sent')).toEqual(['user1']);
    expect(await told('--customer', 'user2')).toEqual(['user2']);
    expect(await told('--state', 'failed')).toEqual([]);
  });

  test('given no such state, customer or window, when it is asked for, then exit status 2 and the reason as JSON', async () => {
    const { asked } = await scene('none');
    for (const [options, code] of [
      [['--state', 'lost'], 'message-state-option'],
      [['--limit', '0'], 'number-option'],
      [['--customer', 'nobody'], 'customer-unknown'],
    ] as const) {
      expect(await asked('messages', 'list', ...options), code).toMatchObject({
        status: 2,
        answer: { error: { code } },
      });
    }
  });

  test('given people who read it, when it is listed, then a line for each, and why it was not sent', async () => {
    const { run, asked, write } = await scene('says-no');
    await write('user1', 'The line is back');
    await asked('messages', 'flush');
    const { status, stdout } = await run('messages', 'list');
    expect(status).toBe(0);
    expect(stdout).toMatch(/failed +user1 +own +The line is back {2}\S.*Insufficient balance/);
    expect(stdout).toContain('1 shown; waiting 0, sent 0, not sent 1, not known 0, cancelled 0');
  });
});

describe('messages test', () => {
  test('given a gateway, when it takes a trial, then exit status 0 and its answer', async () => {
    const { gateway, asked, run } = await scene();
    expect(await asked('messages', 'test', '01711000009', 'A trial')).toMatchObject({
      status: 0,
      answer: { sent: true, status: 200, reason: null },
    });
    expect(JSON.parse(gateway.received[0]?.body ?? '')).toMatchObject({ to: '8801711000009', text: 'A trial' });
    const { stdout } = await run('messages', 'test', '01711000009', 'A trial');
    expect(stdout).toContain('The gateway took it (status 200).');
  });

  test('given a gateway that refuses it, when it is tried, then exit status 1; nothing but the document on standard output', async () => {
    const { run } = await scene('says-no');
    const { status, stdout, stderr } = await run('messages', 'test', '01711000009', 'A trial', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      sent: false,
      status: 200,
      reason: { code: expect.stringMatching(/^message-said-no/) },
    });
    expect(stderr).not.toBe('');
  });

  test('given no gateway, no phone or no text, when it is tried, then exit status 2 and nothing is sent', async () => {
    const without = await scene('none');
    expect(await without.asked('messages', 'test', '01711000009', 'A trial')).toMatchObject({
      status: 2,
      answer: { error: { code: 'message-no-gateway' } },
    });
    const { gateway, asked } = await scene();
    expect(await asked('messages', 'test', '12', 'A trial')).toMatchObject({
      status: 2,
      answer: { error: { code: 'message-phone-invalid' } },
    });
    expect((await asked('messages', 'test', '01711000009')).status).toBe(2);
    expect(gateway.received).toEqual([]);
  });
});
