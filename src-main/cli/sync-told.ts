import type { SyncPreview, SyncStatus } from '#shared/contract/sync.ts';
import type { Console } from './console.ts';

/** How far the work is on its way to the server, in one line. */
export function lineOf(status: SyncStatus, console: Console): string {
  const { server, waiting, refused, conflicts, doneToday, fullAt, paused } = status;
  if (server === null) return console.say('cli.sync-alone', { waiting });
  const { operator, url, consoleName } = server;
  if (server.state === 'joining') return console.say('cli.sync-joining', { operator, url, console: consoleName });
  return console.say(paused ? 'cli.sync-paused' : 'cli.sync-line', {
    ...{ operator, url, console: consoleName, waiting, refused, conflicts, done: doneToday },
    at: fullAt ?? console.say('cli.sync-never'),
  });
}

/** Why nothing goes through, where nothing does. */
export function troubleOf({ failure }: SyncStatus, console: Console): string | null {
  if (failure === null) return null;
  const why = console.say(`refused.${failure.reason.code}`, failure.reason.params);
  // When it is tried again is not told: the command ends with this, and nothing of it goes on.
  return console.say('cli.sync-trouble', { since: failure.since, why });
}

/** What would come together. */
export function tellPreview(preview: SyncPreview, console: Console): void {
  const { operator, isEmpty, records, customers, lines, serverRecords, settings } = preview;
  for (const { kind, name, into, asNew, texts } of records) {
    const what =
      into === null
        ? asNew === null || asNew === name
          ? console.say('cli.preview-new')
          : console.say('cli.preview-new-as', { name: asNew })
        : into.differs.length === 0
          ? console.say('cli.preview-same', { name: into.name })
          : console.say('cli.preview-differs', { name: into.name, fields: into.differs.join(', ') });
    console.print(`${kind.padEnd(16)}  ${name.padEnd(28)}  ${what}`);
    if (texts !== null) {
      console.print(console.say('cli.preview-text-there', { text: texts.there }));
      console.print(console.say('cli.preview-text-here', { text: texts.here, name }));
    }
  }
  for (const { name, here, there } of settings)
    console.print(console.say('cli.preview-setting', { name, here, there }));
  console.print(console.say('cli.preview-total', { operator, customers, lines, records: serverRecords }));
  if (isEmpty) console.print(console.say('cli.preview-first'));
}
