import DatabaseFile from 'better-sqlite3';
import { expect, it } from 'vitest';
import { csv, ending, isp, line, Office, opened } from '../features/office.ts';

const ROWS = 3000;

/** From now on the store may grow by so many pages only, as on a disk that is nearly full. The answer ends it. */
function limitGrowth(pages: number): () => void {
  const pragma: Pragma = Reflect.get(DatabaseFile.prototype, 'pragma');
  const limited: Pragma = function (source, options) {
    const result = pragma.call(this, source, options);
    if (source.startsWith('journal_mode')) {
      const now = Number(pragma.call(this, 'page_count', { simple: true }));
      pragma.call(this, `max_page_count = ${now + pages}`);
    }
    return result;
  };
  Object.assign(DatabaseFile.prototype, { pragma: limited });
  return () => {
    Object.assign(DatabaseFile.prototype, { pragma });
  };
}

type Pragma = (this: unknown, source: string, options?: { readonly simple: boolean }) => unknown;

it('given a disk that fills up during the commit, then nothing is half-written, the reason is told, and with room again every row goes in', async () => {
  await using office = new Office();
  let client = await office.open();
  await client.reference.import(isp);
  await office.close();

  const free = limitGrowth(60);
  try {
    client = await office.open();
    const session = await opened(client, csv(Array.from({ length: ROWS }, (_, i) => line(i))));
    const commit = client.import.commit({ session, activate: true }).then(ending);
    await expect(commit).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'store-disk-full' } });
    expect((await client.customers.list({ filter: {} })).total).toBe(0);
    expect(await client.import.get({ session })).toMatchObject({ stage: 'fix', counts: { ready: ROWS } });
    expect((await client.backups.check()).problems).toEqual([]);
    await office.close();
  } finally {
    free();
  }

  client = await office.open();
  const [open] = await client.import.unfinished();
  const result = await ending(await client.import.commit({ session: open!.id, activate: true }));
  expect(result).toMatchObject({ imported: ROWS, failed: 0 });
});
