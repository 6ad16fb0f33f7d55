// Opens the data folder <root>/data with the keys in <root>/keys, says how that went, and holds it until it is told to go.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { logTo } from '#main/log.ts';
import { keyFiles } from '#main/platform/key-files.ts';
import { Refusal } from '#main/refusal.ts';
import { openStore } from '#main/store/index.ts';

const [root = '', uid] = process.argv.slice(2);
// Some refusals only meet somebody who is not root.
if (uid !== undefined) process.setuid?.(Number(uid));
const now = (): Date => new Date();
try {
  const store = await openStore({
    folder: join(root, 'data'),
    create: uid === undefined,
    keys: [keyFiles(join(root, 'keys'))],
    now,
    newId: randomUUID,
    log: logTo(() => undefined, now, randomUUID),
  });
  console.log('open');
  process.stdin.once('data', () => void store.close().then(() => process.exit(0)));
} catch (error) {
  console.log(error instanceof Refusal ? JSON.stringify({ code: error.code, ...error.params }) : String(error));
  process.exit(2);
}
