import { join } from 'node:path';
import DatabaseFile from 'better-sqlite3';
import { expect, test } from 'vitest';
import { integrityProblems } from '#main/store/integrity.ts';
import { machine } from './scene.ts';

/** A database of two tables that refer to each other. */
function family(): { file: string; db: DatabaseFile.Database } {
  const file = join(machine().root, 'family.sqlite');
  const db = new DatabaseFile(file);
  db.exec(
    'CREATE TABLE parent (id integer PRIMARY KEY); CREATE TABLE child (p integer REFERENCES parent (id)); INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1)',
  );
  return { file, db };
}

test('a sound file has no problems', async () => {
  const { file, db } = family();
  db.close();
  expect(await integrityProblems(file)).toEqual([]);
});

test('a row that refers to nothing is told by its table and number', async () => {
  const { file, db } = family();
  db.pragma('foreign_keys = OFF');
  db.exec('INSERT INTO child VALUES (7)');
  db.close();
  expect(await integrityProblems(file)).toEqual(['row 2 of child refers to a row of parent that does not exist']);
});

test('an index that lacks a row is told', async () => {
  const { file, db } = family();
  db.exec('CREATE INDEX by_p ON child (p)');
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.exec(
    `DELETE FROM sqlite_schema WHERE name = 'by_p'; INSERT INTO sqlite_schema SELECT 'index', 'by_id', 'child', rootpage, 'CREATE INDEX by_id ON child (p DESC)' FROM sqlite_schema WHERE name = 'parent'`,
  );
  db.close();
  expect(await integrityProblems(file)).not.toEqual([]);
});
