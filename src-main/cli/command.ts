import type { ParseArgsOptionsConfig } from 'node:util';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import type { Params } from '../words.ts';
import type { Console } from './console.ts';

/** The core as the screens see it: a command knows the contract and nothing else. */
export type Client = ContractRouterClient<Contract>;

/** 0: all is well; 1: done, and some rows or jobs were refused; 2: not done, and nothing was changed. */
export type ExitStatus = 0 | 1 | 2;

export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/**
 * A password by the name of its environment variable, else typed where nobody sees it. Asked for once, answered as often.
 * `question` is a key of the catalogue; with `again`, another one, it is typed twice, as nobody sees a slip.
 */
export type Secret = (variable: string, question: string, params: Params, again?: string) => Promise<string>;

/** What a command is called with: the words behind its name, its options, and where it speaks. */
export interface Call {
  readonly words: readonly string[];
  readonly options: Options;
  readonly console: Console;
  /** The data folder that was asked for; undefined: the platform's own. */
  readonly folder: string | undefined;
  /** Who acts, by name. */
  readonly as: string | undefined;
  readonly secret: Secret;
  /** A path as the person who typed it means it. */
  readonly path: (typed: string) => string;
}

interface Described {
  /** As it is typed: "import undo". */
  readonly name: string;
  /** What stands behind the name in the help. */
  readonly usage: string;
  /** What else the help of this command says. */
  readonly about?: (console: Pick<Console, 'say'>) => string;
  readonly options: ParseArgsOptionsConfig;
  /** How many words follow the name. */
  readonly words: number;
  /** Whether more of them may follow. */
  readonly orMore?: boolean;
}

/** Works on the core of a data folder. */
export interface CoreCommand extends Described {
  readonly kind: 'core';
  /** Makes a missing data folder. */
  readonly creates: boolean;
  readonly run: (client: Client, call: Call) => Promise<ExitStatus>;
}

/** Does without the core, or opens it itself. */
export interface PlainCommand extends Described {
  readonly kind: 'plain';
  readonly run: (call: Call) => Promise<ExitStatus>;
}

export type Command = CoreCommand | PlainCommand;

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function listOption(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}
