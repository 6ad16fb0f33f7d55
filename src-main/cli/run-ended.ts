import type { ActionRun } from '#shared/contract/actions.ts';

/** Waits until a run has ended: what it says last. */
export async function ended(run: AsyncIterator<unknown, ActionRun>): Promise<ActionRun> {
  for (;;) {
    const next = await run.next();
    if (next.done === true) return next.value;
  }
}
