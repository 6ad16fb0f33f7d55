import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toast.tsx';
import { SetPasswordDialog } from './password-dialog.tsx';
import { useMay } from './use-may.ts';

const MINUTES = [0, 2, 5, 10, 15, 30, 60] as const;

/** In the settings: whether one is asked who one is, and after how long a console locks itself. */
export function SignInPart() {
  const say = useMessage();
  const cache = useQueryClient();
  const { allowed, why } = useMay('settings.update');
  const [password, setPassword] = useState(false);
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const { mutate, isPending, error } = useMutation(
    core.settings.update.mutationOptions({
      onSuccess: async (saved) => {
        cache.setQueryData(core.settings.get.queryKey(), saved);
        toast({ message: say('settings.saved') });
        await cache.invalidateQueries({ queryKey: core.signIn.state.key() });
      },
    }),
  );
  if (!state) return null;
  const { isNeeded, lockAfterMinutes } = state;
  const minutes = [...new Set([...MINUTES, lockAfterMinutes])].sort((one, other) => one - other);
  return (
    <>
      {isNeeded ? (
        <Status glyph="tick" tone="good">
          {say('signIn.is-needed')}
        </Status>
      ) : (
        <Status glyph="triangle" tone="warn">
          {say('signIn.is-open')}
        </Status>
      )}
      <Button onClick={() => setPassword(true)}>
        {say(isNeeded ? 'signIn.change-password-open' : 'signIn.set-password-open')}
      </Button>
      <Select
        label={say('signIn.lock-after')}
        description={isNeeded ? why : say('signIn.lock-later')}
        disabled={!allowed || isPending || !isNeeded}
        allowDeselect={false}
        data={minutes.map((count) => ({
          value: String(count),
          label: count === 0 ? say('signIn.never') : say('signIn.minutes', { count }),
        }))}
        value={String(lockAfterMinutes)}
        onChange={(value) => value !== null && mutate({ lockAfterMinutes: Number(value) })}
      />
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
      <SetPasswordDialog opened={password} onClose={() => setPassword(false)} />
    </>
  );
}
