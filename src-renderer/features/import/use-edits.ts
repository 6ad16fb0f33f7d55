import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { Session } from '#shared/contract/import.ts';
import type { Step } from '#shared/domain/import/choices.ts';
import { client } from '../../host/core.ts';
import { rememberSession } from './use-session.ts';

export interface Edits {
  /** Resolves with the number of cells (or rows) changed, when the change shows. */
  readonly edit: (step: Step) => Promise<number>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  /** While somebody writes into a cell nothing moves under the pen: what was changed shows when that ends. */
  readonly hold: (writing: boolean) => void;
}

/** The steps of a person on a session, one after the other, each shown before it counts as done. */
export function useEdits(id: string, refresh: () => Promise<void>): Edits {
  const cache = useQueryClient();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const isHeld = useRef(false);
  const waiting = useRef<(() => void)[]>([]);

  const inTurn = useCallback(
    <Result>(act: () => Promise<{ session: Session; result: Result }>): Promise<Result> => {
      const change = last.current.then(act).then(({ session, result }) => {
        rememberSession(cache, session);
        return result;
      });
      last.current = change.catch(() => undefined);
      return change.then(async (result) => {
        if (isHeld.current) await new Promise<void>((resolve) => waiting.current.push(resolve));
        await refresh();
        return result;
      });
    },
    [cache, refresh],
  );

  const edit = useCallback(
    (step: Step) =>
      inTurn(async () => {
        const { changed, session } = await client.import.edit({ session: id, step });
        return { session, result: changed };
      }),
    [id, inTurn],
  );
  const undo = useCallback(
    () => inTurn(async () => ({ session: await client.import.undo({ session: id }), result: undefined })),
    [id, inTurn],
  );
  const redo = useCallback(
    () => inTurn(async () => ({ session: await client.import.redo({ session: id }), result: undefined })),
    [id, inTurn],
  );
  const hold = useCallback((writing: boolean) => {
    isHeld.current = writing;
    if (writing) return;
    for (const go of waiting.current.splice(0)) go();
  }, []);
  return { edit, undo, redo, hold };
}
