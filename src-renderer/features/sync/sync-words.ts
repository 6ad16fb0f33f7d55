import type { SyncConflict, SyncStatus } from '#shared/contract/sync.ts';
import { type Kind, kindOf, type Verb, VERBS } from '#shared/domain/history/words.ts';
import { MESSAGE_KINDS } from '#shared/domain/message/template.ts';
import { MUTATION_VERBS } from '#shared/sync/mutation-verbs.ts';
import { fieldNamed } from '#shared/sync/rejection-words.ts';
import type { Say } from '../../messages/use-message.ts';
import type { Glyph, Tone } from '../../ui/status.tsx';

/** Kinds of what travels that the history calls otherwise. */
const KINDS: Readonly<Record<string, Kind>> = {
  setting: 'settings',
  'ledger-entry': 'ledger',
  'report-handed-in': 'report',
  'automatic-suspension': 'ledger',
};

/** "Package", "Customer". */
export function kindWord(kind: string, say: Say): string {
  const known = KINDS[kind] ?? kindOf(kind);
  return known === null ? kind : say(`history.kind.${known}`);
}

/** "IP address" of "ip", "Package" of "packageId"; an ISP's own field by its name. */
export function fieldWord(field: string, say: Say): string {
  const known = fieldNamed(field);
  return known === null ? field.replace(/^custom:/, '') : say(`history.field.${known}`);
}

/** "Welcome": what a message is called, of which an operator has one text for each occasion. */
export function occasionWord(occasion: string, say: Say): string {
  const known = MESSAGE_KINDS.find((kind) => kind === occasion);
  return known === undefined ? occasion : say(`messages.kind.${known}`);
}

const DONE: Readonly<Record<string, Verb>> = MUTATION_VERBS;

/** "Suspended": what was done. */
export function doneWord({ action }: Pick<SyncConflict, 'action'>, say: Say): string {
  const verb = DONE[action] ?? VERBS.find((one) => one === action);
  return verb === undefined ? action : say(`history.verb.${verb}`);
}

/** Failures of which a person says that the computer is offline; of all others only that nothing goes through. */
const OFFLINE: ReadonlySet<string> = new Set([
  'sync-offline',
  'sync-network-unreachable',
  'sync-name-unknown',
  'sync-server-unreachable',
]);

/** "Offline since 10:31" */
export function sinceWords(
  { reason, since }: NonNullable<SyncStatus['failure']>,
  moment: (instant: string) => string,
  say: Say,
): string {
  return say(OFFLINE.has(reason.code) ? 'sync.is-offline' : 'sync.is-failing', { since: moment(since) });
}

interface Standing {
  readonly glyph: Glyph;
  readonly tone: Tone;
  readonly words: string;
}

/** In few words how the office stands to the server; what it hides last wins nothing: what is wrong comes first. */
export function standingOf(status: SyncStatus, moment: (instant: string) => string, say: Say): Standing {
  const { server, phase, progress, paused, waiting, failure, fullAt } = status;
  if (server === null) {
    const words = waiting === 0 ? say('shell.no-server') : say('shell.no-server-waiting', { count: waiting });
    return { glyph: waiting > 0 ? 'dotted' : 'ring', tone: 'idle', words };
  }
  if (server.state === 'joining') return { glyph: 'triangle', tone: 'warn', words: say('sync.is-joining') };
  const more = waiting === 0 ? '' : ` · ${say('sync.more-waiting', { count: waiting })}`;
  if (paused) return { glyph: 'ring', tone: 'warn', words: say('sync.is-paused') + more };
  if (phase === 'sending' || phase === 'receiving') {
    const words = progress === null ? say(`sync.is-${phase}`) : say(`sync.is-${phase}-of`, { ...progress });
    return { glyph: 'dotted', tone: 'idle', words };
  }
  if (failure) {
    return { glyph: 'triangle', tone: 'warn', words: sinceWords(failure, moment, say) + more };
  }
  if (waiting > 0) return { glyph: 'dotted', tone: 'idle', words: say('shell.waiting', { count: waiting }) };
  if (fullAt === null) return { glyph: 'dotted', tone: 'idle', words: say('sync.is-new') };
  return { glyph: 'disc', tone: 'good', words: say('shell.synced', { at: moment(fullAt) }) };
}
