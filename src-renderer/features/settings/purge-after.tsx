import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Settings } from '#shared/contract/settings.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './settings-page.module.css';

const DAYS = [30, 90, 180, 365, 730, 1825, 0] as const;

/** How long a deleted customer can be restored; what is chosen holds at once and can be undone. */
export function PurgeAfter({ settings: { purgeAfterDays: now } }: { settings: Settings }) {
  const say = useMessage();
  const cache = useQueryClient();
  const { allowed, why } = useMay('settings.update');
  const { mutateAsync, isPending, error } = useMutation(
    core.settings.update.mutationOptions({
      onSuccess: (saved) => cache.setQueryData(core.settings.get.queryKey(), saved),
    }),
  );
  const change = async (purgeAfterDays: number): Promise<void> => {
    await mutateAsync({ purgeAfterDays });
    toast({
      message: say('settings.saved'),
      undo: () => void mutateAsync({ purgeAfterDays: now }).catch(() => undefined),
    });
  };
  const usual: readonly number[] = DAYS;
  return (
    <>
      <Select
        className={styles.select ?? ''}
        label={say('settings.purge-after')}
        description={why}
        disabled={!allowed || isPending}
        allowDeselect={false}
        data={(usual.includes(now) ? usual : [now, ...usual]).map((count) => ({
          value: String(count),
          label: count === 0 ? say('settings.purge-never') : say('settings.purge-days', { count }),
        }))}
        value={String(now)}
        // A refused change stands under the field; there is nothing else to do about it here.
        onChange={(value) => value !== null && void change(Number(value)).catch(() => undefined)}
      />
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
    </>
  );
}
