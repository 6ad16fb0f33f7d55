import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileLog } from '#main/log.ts';
import { orderedIds } from '#main/ordered-id.ts';
import { ownPlace } from './links.ts';

const now = () => new Date('2026-11-20T10:00:00.000Z');

describe('the log of a data folder', () => {
  test('given no such folder, when something is logged, then none is made', () => {
    const { folder } = ownPlace();
    fileLog(folder, now, () => 'id').warn('something');
    expect(existsSync(folder)).toBe(false);
  });

  test('given a folder, when things are logged, then each is a line of JSON with its time', () => {
    const { folder } = ownPlace();
    mkdirSync(folder);
    const log = fileLog(folder, now, () => 'the-id');
    log.info('started', { version: '1' });
    expect(log.failure('thrown text', { where: 'here' })).toBe('the-id');
    const lines = readFileSync(join(folder, 'log', 'lastmile.log'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: '2026-11-20T10:00:00.000Z', level: 'info', message: 'started', version: '1' },
      { at: '2026-11-20T10:00:00.000Z', level: 'error', id: 'the-id', where: 'here', error: 'thrown text' },
    ]);
  });

  test('given a log that is full, when something is logged, then it begins anew and the one before is kept', () => {
    const { folder } = ownPlace();
    mkdirSync(join(folder, 'log'), { recursive: true });
    const file = join(folder, 'log', 'lastmile.log');
    writeFileSync(file, 'x'.repeat(5_000_001));
    fileLog(folder, now, () => 'id').info('anew');
    expect(readFileSync(`${file}.1`, 'utf8')).toHaveLength(5_000_001);
    expect(readFileSync(file, 'utf8')).toContain('anew');
  });

  test('given a log that cannot be written, when something is logged, then nothing else fails', () => {
    const { folder } = ownPlace();
    mkdirSync(folder);
    writeFileSync(join(folder, 'log'), 'a file where the folder should be');
    expect(fileLog(folder, now, () => 'id').failure(new Error('x'))).toBe('id');
  });
});

describe('ordered ids', () => {
  test('given any times, also going back, when ids are made, then each is a UUID of version 7 and later ones sort behind', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date(1), max: new Date('2200-01-01'), noInvalidDate: true }), { minLength: 1 }),
        (times) => {
          let at = 0;
          const newId = orderedIds(() => times[at++ % times.length] ?? new Date(1));
          const ids = Array.from({ length: times.length * 3 }, newId);
          for (const id of ids)
            expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
          expect(ids.toSorted()).toEqual(ids);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
    );
  });

  test('given more ids in one millisecond than its counter has numbers, then they still sort', () => {
    const newId = orderedIds(now);
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(10_000);
  });

  test('given a time, then the id begins with it', () => {
    expect(orderedIds(() => new Date(0x0123456789ab))()).toMatch(/^01234567-89ab-7000-/);
  });
});
