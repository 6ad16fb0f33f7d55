import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashOf, isSame } from './devices/secret.ts';
import { runCommand, type CommandDeps, type Command } from './commands/commands.ts';
import { ServerRefusal } from './refusal.ts';

// The embedded database is open in one process alone. Commands of whoever runs the server ("enroll", "devices") are done by
// the server itself while it runs: through a door on 127.0.0.1 whose key lies in the data folder.

const LONGEST = 10_000;

/** Opens the door until it is closed. `file`: where its address and key are written, for the server's own user. */
export async function openDoor(deps: CommandDeps, file: string): Promise<() => Promise<void>> {
  const key = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    );
  });
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (request.method !== 'POST' || !isSame(hashOf(given), hashOf(key))) return { status: 403, body: {} };
    try {
      // Only `throughDoor` knows the key, and it sends a command.
      const command = JSON.parse(await bodyOf(request)) as Command;
      return { status: 200, body: await runCommand(deps, command) };
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      return { status: 422, body: { code: error.code, params: error.params } };
    }
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  writeFileSync(file, JSON.stringify({ port, key }), { mode: 0o600 });
  return async () => {
    rmSync(file, { force: true });
    await new Promise((closed) => server.close(closed));
  };
}

/** Has the server that runs over this folder do something; undefined: none runs. Throws its ServerRefusal. */
export async function throughDoor(file: string, command: Command): Promise<unknown> {
  let door: { port: number; key: string };
  try {
    door = JSON.parse(readFileSync(file, 'utf8')) as typeof door;
  } catch {
    return undefined;
  }
  let response: Response;
  try {
    response = await fetch(`http://127.0.0.1:${door.port}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${door.key}` },
      body: JSON.stringify(command),
    });
  } catch {
    // It ended without closing its door.
    return undefined;
  }
  if (response.status === 403) return undefined;
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { code, params } = body as { code: string; params: Record<string, string | number> };
  throw new ServerRefusal(code, params);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > LONGEST) throw new Error('Too long for a command');
  }
  return text;
}
