import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeLength, encodeSentence } from '#main/routeros/codec.ts';
import { SentenceReader } from '#main/routeros/sentence-reader.ts';
import { textReader } from '#main/routeros/text.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('The codec', () => {
  test.each([
    [0, '00'],
    [0x7f, '7f'],
    [0x80, '8080'],
    [0x3fff, 'bfff'],
    [0x4000, 'c04000'],
    [0x1fffff, 'dfffff'],
    [0x200000, 'e0200000'],
    [0xfffffff, 'efffffff'],
    [0x10000000, 'f010000000'],
    [0xffffffff, 'f0ffffffff'],
  ])('Given a word of %i bytes, when its length is written, then it is %s', (length, expected) => {
    expect(hex(encodeLength(length))).toBe(expected);
  });

  test('Given sentences of any words, when they are cut anywhere, then the same sentences are read', () => {
    const word = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constant(new Uint8Array(0x4001).fill(7)));
    const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(sentences, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(encodeSentence));
        const reader = new SentenceReader();
        const read: string[][] = [];
        for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
          const size = cuts[cut % cuts.length] ?? 1;
          read.push(...reader.push(bytes.subarray(at, at + size)).sentences.map((one) => one.map(hex)));
          at += size;
        }
        expect(read).toEqual(sent.map((one) => one.map(hex)));
      }),
    );
  });

  test('Given any bytes, when they are read, then nothing is thrown and there is at most one problem', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const reader = new SentenceReader();
        const problems = chunks.map((chunk) => reader.push(chunk).problem).filter((one) => one !== undefined);
        expect(problems.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    ['f8', 'reserved-length'],
    ['ff', 'reserved-length'],
    ['f0ffffffff', 'word-too-long'],
    ['e1000001', 'word-too-long'],
    ['f700000000', 'word-too-long'],
  ])('Given the length %s, when it is read, then the problem is %s', (bytes, problem) => {
    expect(new SentenceReader().push(Buffer.from(bytes, 'hex')).problem).toBe(problem);
  });

  test('Given more words than a sentence has, when they are read, then the sentence is refused', () => {
    const words = Buffer.from('0161'.repeat(65_537), 'hex');
    expect(new SentenceReader().push(words).problem).toBe('sentence-too-long');
  });

  test('Given bytes that are no UTF-8, when they are read, then the code page of the router reads them', () => {
    const read = textReader('windows-1251');
    expect(read(Buffer.from('cff0e8e2e5f2', 'hex'))).toBe('Привет');
    expect(read(Buffer.from('রহিম'))).toBe('রহিম');
  });
});
