import { expect, test } from 'vitest';
import { Turns } from '#server/http/turns.ts';

/** A job that ends when it is told to. */
function job(turns: Turns, begun: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const done = turns.take(async () => {
    begun.push(name);
    await promise;
    return name;
  });
  return { done, end: () => resolve(undefined), fail: reject };
}

test('given more jobs than places, when some end, well or not, then as many as are free begin, in their order', async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((name) => job(turns, begun, name));
  if (!one || !two || !three || !four) throw new Error('There are four of them');
  expect(begun).toEqual(['one', 'two']);
  two.fail(new Error('It has failed'));
  await expect(two.done).rejects.toThrow('It has failed');
  const five = job(turns, begun, 'five');
  expect(begun).toEqual(['one', 'two', 'three']);
  one.end();
  expect(await one.done).toBe('one');
  expect(begun).toEqual(['one', 'two', 'three', 'four']);
  for (const { end } of [three, four, five]) end();
  expect(await Promise.all([three.done, four.done, five.done])).toEqual(['three', 'four', 'five']);
});

test('given places that were all taken and are free again, when others come, then no more begin at once than before', async () => {
  const turns = new Turns(1);
  const begun: string[] = [];
  for (const name of ['one', 'two']) {
    const { done, end } = job(turns, begun, name);
    end();
    await done;
  }
  const [three, four] = ['three', 'four'].map((name) => job(turns, begun, name));
  expect(begun).toEqual(['one', 'two', 'three']);
  three?.end();
  await three?.done;
  four?.end();
  expect(await four?.done).toBe('four');
});
