import type { Socket } from 'node:net';
import { type Command, commandOf, splitPath } from './command.ts';
import { carryOut, isWrite, listen, type Reply } from './commands.ts';
import { challengeReply, login } from './login.ts';
import type { Replies } from './replies.ts';
import type { Router } from './router.ts';
import { CATEGORY, Trap } from './trap.ts';
import { BadWire, SentenceReader } from './wire/words.ts';
import { textOf } from './wire/text.ts';

const STORM = ['failure: internal error', 'failure: internal error (1)', 'failure: internal error (2)'];

/** One client on the line: its login, its commands and what it listens to. */
export class Connection {
  readonly #router: Router;
  readonly #socket: Socket;
  readonly #replies: Replies;
  readonly #reader = new SentenceReader();
  readonly #listening = new Map<string, () => void>();
  #challenge: Buffer | null = null;
  #user: string | null = null;

  constructor(router: Router, socket: Socket, replies: Replies) {
    this.#router = router;
    this.#socket = socket;
    this.#replies = replies;
    socket.on('data', (bytes) => this.#receive(bytes));
    // A peer that is gone is no error of ours.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const end of this.#listening.values()) end();
      replies.close();
    });
  }

  #receive(bytes: Buffer): void {
    try {
      for (const words of this.#reader.push(bytes)) {
        if (this.#socket.destroyed || this.#replies.isEnding) return;
        this.#obey(commandOf(words.map(textOf)));
      }
    } catch (error) {
      if (!(error instanceof BadWire)) throw error;
      this.#socket.destroy();
    }
  }

  #obey(command: Command): void {
    this.#router.counters.commands++;
    if (this.#router.faults.strikes('silence')) return;
    try {
      if (command.path === '/quit') this.#replies.fatal('session terminated on request');
      else if (command.path === '/login') this.#login(command);
      else if (this.#user === null) this.#replies.fatal('not logged in');
      else this.#serve(command, this.#user);
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      this.#replies.send([trapReply(error), ['!done']], command.tag);
    }
  }

  #serve(command: Command, user: string): void {
    const { faults } = this.#router;
    if (faults.strikes('fatal')) this.#replies.fatal('internal error');
    else if (faults.strikes('trap-storm')) this.#storm(command);
    else if (command.path === '/cancel') this.#cancel(command);
    else if (splitPath(command.path)[1] === 'listen') this.#listen(command, user);
    else this.#answer(command, user);
  }

  #answer(command: Command, user: string): void {
    const { faults } = this.#router;
    const writes = isWrite(command.path);
    if (writes && faults.strikes('drop-before-apply')) return void this.#socket.destroy();
    if (writes && faults.strikes('silent-before-apply')) return;
    const replies = carryOut(this.#router, command, user);
    if (writes && faults.strikes('drop-after-apply')) return void this.#socket.destroy();
    if (writes && faults.strikes('silent-after-apply')) return;
    this.#replies.send(replies, command.tag);
  }

  #login(command: Command): void {
    const step = login(this.#router, command, this.#challenge);
    this.#challenge = null;
    if ('user' in step) this.#user = step.user;
    else this.#challenge = step.challenge;
    this.#replies.send(['user' in step ? ['!done'] : challengeReply(step.challenge)], command.tag);
  }

  #storm({ tag }: Command): void {
    const traps = STORM.map((message) => trapReply(new Trap(message, CATEGORY.general)));
    this.#replies.send([...traps, ['!done']], tag);
  }

  #listen(command: Command, user: string): void {
    const key = command.tag ?? '';
    const end = listen(this.#router, command, user, (reply) => this.#replies.send([reply], command.tag));
    this.#listening.get(key)?.();
    this.#listening.set(key, end);
  }

  /** Ends one listening, or all: each is told of it by a trap and `!done`, and the cancel has a `!done` of its own. */
  #cancel({ parameters, tag }: Command): void {
    const named = parameters.get('tag');
    if (named !== undefined && !this.#listening.has(named)) throw new Trap('no such item', CATEGORY.missing);
    for (const [key, end] of [...this.#listening]) {
      if (named !== undefined && key !== named) continue;
      end();
      this.#listening.delete(key);
      const interrupted = new Trap('interrupted', CATEGORY.interrupted);
      this.#replies.send([trapReply(interrupted), ['!done']], key === '' ? null : key);
    }
    this.#replies.send([['!done']], tag);
  }
}

function trapReply({ category, message }: Trap): Reply {
  return ['!trap', ...(category === null ? [] : [`=category=${category}`]), `=message=${message}`];
}
