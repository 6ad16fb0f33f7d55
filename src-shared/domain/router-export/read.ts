import type { RouterRecord } from '../provisioning/record.ts';
import { Cursor, type ReadBytes, Unread } from './cursor.ts';
import type { ExportFinding, ExportHeader, ExportRecord, FindingReason, RouterExport } from './export.ts';
import { headerLine, unfinishedWords } from './remark.ts';

/** Commands that may end a path: the last word of "/ppp secret add" is none of the menu's. */
const COMMANDS: ReadonlySet<string> = new Set([
  'add',
  'set',
  'remove',
  'unset',
  'enable',
  'disable',
  'move',
  'comment',
  'print',
  'edit',
]);
const MENU_WORD = /^[a-z0-9][a-z0-9-]*$/;

/**
 * Reads what `/export` of a router wrote (RouterOS 6.49 to 7.20; compact, verbose or terse, with secrets or without). What
 * cannot be read is a finding; the rest is read all the same. Never throws, and takes time in proportion to the text.
 */
export function readRouterExport(text: string, readBytes: ReadBytes): RouterExport {
  const cursor = new Cursor(text.replace(/^\uFEFF/, ''), readBytes);
  let header: ExportHeader = { made: null, version: null, softwareId: null, model: null };
  const records: ExportRecord[] = [];
  const findings: ExportFinding[] = [];
  let menu: string | null = null;
  while (!cursor.isAtEnd) {
    cursor.skipBlanks();
    if (cursor.takeLineEnd()) continue;
    const { line } = cursor;
    if (cursor.takes('#')) {
      const remark = cursor.restOfLine();
      header = headerLine(header, remark);
      const words = unfinishedWords(remark);
      if (words !== null) findings.push({ line, reason: 'unfinished', menu: null, words, fields: null });
      continue;
    }
    const command: CommandInHand = new CommandInHand(line, menu);
    try {
      const record = command.read(cursor);
      if (record) records.push(record);
      cursor.takeLineEnd();
    } catch (cause) {
      if (!(cause instanceof Unread)) throw cause;
      findings.push(command.finding(cause.reason, cause.words));
      cursor.skipCommand();
    }
    menu = command.menuAfter;
  }
  return { header, records, findings };
}

/** One command while it is being read: what is known of it when it turns out to be unreadable. */
class CommandInHand {
  readonly #line: number;
  readonly #fields = new Map<string, string>();
  /** The menu that the lines before stand in. */
  readonly #before: string | null;
  #menu: string | null;
  #command = '';
  /** The menu that the next line stands in. */
  menuAfter: string | null;

  constructor(line: number, menu: string | null) {
    this.#line = line;
    this.#before = menu;
    this.#menu = menu;
    this.menuAfter = menu;
  }

  /** Null: it was a menu's line. Throws Unread. */
  read(cursor: Cursor): ExportRecord | null {
    this.#command = cursor.peek() === '/' ? this.#readPath(cursor) : cursor.takeName();
    if (this.#command === '' && cursor.isAtLineEnd) return null;
    const command = this.#command;
    if (command !== 'add' && command !== 'set') throw new Unread('command', COMMANDS.has(command) ? command : '');
    if (this.#menu === null) throw new Unread('no-menu', command);
    const of = this.#readFields(cursor, command === 'set');
    return { menu: this.#menu, command, of, fields: this.#read(), line: this.#line };
  }

  finding(reason: FindingReason, words: string): ExportFinding {
    const isAdd = this.#command === 'add' && this.#menu !== null;
    return { line: this.#line, reason, menu: this.#menu, words, fields: isAdd ? this.#read() : null };
  }

  #read(): RouterRecord {
    return Object.fromEntries(this.#fields);
  }

  /** "/ppp secret", "/ppp/secret", "/ppp secret add", "/ppp/secret/add": takes the menu and answers the command, if any. */
  #readPath(cursor: Cursor): string {
    const path: string[] = [];
    // Until the path is known, nobody knows where the lines below belong.
    this.#menu = null;
    this.menuAfter = null;
    for (;;) {
      cursor.skipBlanks();
      if (cursor.isAtLineEnd) {
        this.#menu = this.menuAfter = `/${path.join('/')}`;
        return '';
      }
      const words = cursor.takeWord();
      if (words === '') throw new Unread('word');
      for (const word of words.split('/')) {
        if (word === '') continue;
        if (COMMANDS.has(word)) {
          this.#menu = `/${path.join('/')}`;
          this.menuAfter = this.#before;
          return word;
        }
        if (!MENU_WORD.test(word)) throw new Unread('word');
        path.push(word);
      }
    }
  }

  /** Fields up to the end of the command; answers what a `set` is about. */
  #readFields(cursor: Cursor, isSet: boolean): string | null {
    let of: string | null = null;
    for (;;) {
      cursor.skipBlanks();
      if (cursor.isAtLineEnd) return of;
      if (isSet && of === null && this.#fields.size === 0 && /[["*]/.test(cursor.peek())) {
        of = subjectOf(cursor);
        continue;
      }
      if (cursor.takes('!')) {
        const cleared = cursor.takeName();
        if (cleared === '') throw new Unread('word');
        this.#fields.set(cleared, '');
        continue;
      }
      const name = cursor.takeName();
      if (name !== '' && cursor.takes('=')) this.#readValue(cursor, name);
      else if (name !== '' && isSet && of === null && this.#fields.size === 0) of = name + cursor.takeWord();
      else throw new Unread('word');
    }
  }

  #readValue(cursor: Cursor, field: string): void {
    try {
      this.#fields.set(field, cursor.takeValue());
    } catch (cause) {
      throw cause instanceof Unread ? new Unread(cause.reason, field) : cause;
    }
    if (cursor.peek() === '"') {
      this.#fields.delete(field);
      throw new Unread('quotation', field);
    }
  }
}

function subjectOf(cursor: Cursor): string {
  switch (cursor.peek()) {
    case '[':
      return cursor.takeBracketed();
    case '"':
      return cursor.takeQuoted();
    default:
      return cursor.takeWord();
  }
}
