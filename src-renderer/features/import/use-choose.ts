import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#shared/contract/import.ts';
import type { Choices } from '#shared/domain/import/choices.ts';
import { client, core } from '../../host/core.ts';
import { rememberSession } from './use-session.ts';

/** Changes how the file is read; what was chosen before stays. A key that is undefined is found out by the reader again. */
export type ChoicesChange = { readonly [Key in keyof Choices]?: Choices[Key] | undefined };

/** Reads the file again under other choices. */
export function useChoose(session: Session) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: ChoicesChange) => {
      const entries = Object.entries({ ...session.choices, ...change }).filter(([, value]) => value !== undefined);
      return client.import.choose({ session: session.id, choices: Object.fromEntries(entries) });
    },
    onSuccess: async (after) => {
      rememberSession(cache, after);
      const queryKey = core.import.rows.key({ input: { session: session.id } });
      cache.removeQueries({ queryKey, type: 'inactive' });
      await cache.invalidateQueries({ queryKey });
    },
  });
}
