import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Session } from '#shared/contract/import.ts';
import type { Choices } from '#shared/domain/import/choices.ts';
import { client, core } from '../../host/core.ts';
import { rememberSession } from './use-session.ts';

/** What a person says anew; a key that is undefined is found out by the reader again. */
export type ChoicesChange = { readonly [Key in keyof Choices]?: Choices[Key] | undefined };

/** Changes how the file is read, given what was chosen before. */
export type Choose = (change: (before: Choices) => ChoicesChange) => Promise<Session>;

/**
 * Reads the file again under other choices. One choice may follow another before the core has answered: each builds upon
 * the one before it, and none is lost.
 */
export function useChoose(session: Session): {
  readonly choose: Choose;
  readonly isPending: boolean;
  readonly error: Error | null;
} {
  const cache = useQueryClient();
  // What the core has not answered yet.
  const asked = useRef<Choices | null>(null);
  const { mutateAsync, isPending, error } = useMutation({
    scope: { id: `choose ${session.id}` },
    mutationFn: (choices: Choices) => client.import.choose({ session: session.id, choices }),
    onSuccess: async (after) => {
      rememberSession(cache, after);
      const queryKey = core.import.rows.key({ input: { session: session.id } });
      cache.removeQueries({ queryKey, type: 'inactive' });
      await cache.invalidateQueries({ queryKey });
    },
  });
  const choose: Choose = async (change) => {
    const before = asked.current ?? session.choices;
    const entries = Object.entries({ ...before, ...change(before) }).filter(([, value]) => value !== undefined);
    const choices: Choices = Object.fromEntries(entries);
    asked.current = choices;
    try {
      return await mutateAsync(choices);
    } finally {
      if (asked.current === choices) asked.current = null;
    }
  };
  return { choose, isPending, error };
}
