import type { SyncPreview, SyncStatus } from '#shared/contract/sync.ts';
import { wallClock } from '#shared/domain/time/day.ts';
import type { Client } from './command.ts';
import type { Console } from './console.ts';

/** How far the work is on its way to the server, in one line. */
export async function tellLine(client: Client, status: SyncStatus, console: Console): Promise<void> {
  const { timeZone } = await client.settings.get();
  console.print(lineOf(status, timeZone, console));
}

function lineOf(status: SyncStatus, timeZone: string, console: Console): string {
  const { server, waiting, refused, conflicts, doneToday, fullAt, paused } = status;
  if (server === null) return console.say('cli.sync-alone', { waiting });
  const { operator, url, consoleName } = server;
  if (server.state === 'joining') return console.say('cli.sync-joining', { operator, url, console: consoleName });
  return console.say(paused ? 'cli.sync-paused' : 'cli.sync-line', {
    ...{ operator, url, console: consoleName, waiting, refused, conflicts, done: doneToday },
    at: fullAt === null ? console.say('cli.sync-never') : wallClock(Date.parse(fullAt), timeZone),
  });
}

/** Why nothing goes through, where nothing does. */
export async function tellTrouble(client: Client, { failure }: SyncStatus, console: Console): Promise<void> {
  if (failure === null) return;
  const { timeZone } = await client.settings.get();
  const since = wallClock(Date.parse(failure.since), timeZone);
  const why = console.say(`refused.${failure.reason.code}`, failure.reason.params);
  // When it is tried again is not told: the command ends with this, and nothing of it goes on.
  console.note(console.say('cli.sync-trouble', { since, why }));
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
        : console.say(into.differs.length === 0 ? 'cli.preview-same' : 'cli.preview-differs', { name: into.name });
    console.print(`${kind.padEnd(16)}  ${name.padEnd(28)}  ${what}`);
    for (const { field, here, there } of texts === null ? (into?.differs ?? []) : [])
      console.print(console.say('cli.preview-value', { field, here: here ?? '-', there: there ?? '-' }));
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
