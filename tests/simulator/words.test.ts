import { expect, test } from 'vitest';
import { BadWire, lengthBytes, SentenceReader } from '../../src-simulator/wire/words.ts';

test('Given a sentence that never ends, when more words have come than any command has, then it is none', () => {
  const word = Buffer.concat([lengthBytes(1024 * 1024), Buffer.alloc(1024 * 1024, 'x')]);
  const reader = new SentenceReader();
  const all = () => Array.from({ length: 20 }, () => reader.push(word));
  expect(all).toThrow(BadWire);
});

test('Given many sentences one after another, when they are whole, then each is read however much came before', () => {
  const sentence = Buffer.concat([lengthBytes(1024 * 1024), Buffer.alloc(1024 * 1024, 'x'), Buffer.of(0)]);
  const reader = new SentenceReader();
  expect(Array.from({ length: 20 }, () => reader.push(sentence)).flat()).toHaveLength(20);
});
