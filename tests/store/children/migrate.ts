// Migrates <root>/store.sqlite from its first tables on, and kills itself at a named place of that.
import { join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { migrate } from '#main/store/migrate.ts';

const [root = '', at] = process.argv.slice(2);
const db = new DatabaseFile(join(root, 'store.sqlite'));
db.pragma('journal_mode = WAL');
db.function('passing', (place) => {
  if (place === at) process.kill(process.pid, 'SIGKILL');
  return null;
});
const first = { name: '0001-kept', sql: 'CREATE TABLE kept (a)' };
const second = {
  name: '0002-steps',
  sql: `CREATE TABLE step1 (a); SELECT passing('first'); DELETE FROM kept WHERE a > 3`,
};
const third = {
  name: '0003-more',
  sql: `CREATE TABLE step2 (a); SELECT passing('second'); CREATE TABLE step3 (a); SELECT passing('check')`,
};
const options = { folder: root, now: () => new Date(0), backup: () => Promise.resolve('') };
if (db.pragma('user_version', { simple: true }) === 0) {
  await migrate(db, { ...options, migrations: [first] });
  db.exec('INSERT INTO kept VALUES (1), (2), (3)');
}
console.log('ready');
await migrate(db, { ...options, migrations: [first, second, third] });
console.log('done');
db.close();
