import { expect, test } from 'vitest';
import { openConsole } from '#main/cli/console.ts';

test('Given a name that steers a terminal, when it is printed, then it only stands there', () => {
  const out: string[] = [];
  const write = (text: string) => out.push(text);
  const console = openConsole(false, { write }, { write });
  console.print('karim\u001b[2K\u001b[1A\rrahim\u009b1A\n\tনাম');
  console.note('tower\u0007\u202e');
  expect(out).toEqual(['karim\ufffd[2K\ufffd[1A\ufffdrahim\ufffd1A\n\tনাম\n', 'tower\ufffd\ufffd\n']);
});
