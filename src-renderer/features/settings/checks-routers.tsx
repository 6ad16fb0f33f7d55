import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '#shared/contract/settings.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';

/** Whether routers are compared each night; what is chosen holds at once and can be undone. */
export function ChecksRouters({ settings: { checksRouters: now } }: { settings: Settings }) {
  const say = useMessage();
  const cache = useQueryClient();
  const { allowed, why } = useMay('settings.update');
  const { mutate, isPending, error } = useMutation(
    core.settings.update.mutationOptions({
      onSuccess: (saved) => cache.setQueryData(core.settings.get.queryKey(), saved),
    }),
  );
  const change = (checksRouters: boolean): void =>
    mutate(
      { checksRouters },
      {
        onSuccess: () => toast({ message: say('settings.saved'), undo: () => mutate({ checksRouters: now }) }),
      },
    );
  return (
    <>
      <Checkbox
        label={say('settings.routers-check')}
        description={why ?? say('settings.routers-check-hint')}
        disabled={!allowed || isPending}
        checked={now}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
    </>
  );
}
