import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { usualPlace } from '../../messages/regions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { PlaceFields } from './place-fields.tsx';
import styles from './settings-page.module.css';

type Change = Partial<Pick<Settings, 'country' | 'currency' | 'timeZone'>>;

/** Country, currency and time zone of the ISP; what is chosen holds at once and can be undone. */
export function Place({ settings }: { settings: Settings }) {
  const say = useMessage();
  const cache = useQueryClient();
  // The country was changed, and the other two may have to follow.
  const [isAsking, setAsking] = useState(false);
  const { mutateAsync, isPending, error } = useMutation(
    core.settings.update.mutationOptions({
      onSuccess: (saved) => cache.setQueryData(core.settings.get.queryKey(), saved),
    }),
  );
  const change = async (to: Change): Promise<void> => {
    const back = { country: settings.country, currency: settings.currency, timeZone: settings.timeZone };
    await mutateAsync(to);
    const changed = Object.fromEntries(Object.entries(back).filter(([name]) => name in to));
    toast({ message: say('settings.saved'), undo: () => void mutateAsync(changed) });
  };
  const { allowed, why } = useMay('settings.update');
  // A refused change stands under the fields; there is nothing else to do about it here.
  const save = (to: Change): void => {
    setAsking(to.country !== undefined);
    void change(to).catch(() => undefined);
  };
  return (
    <>
      {why !== undefined && <p className="muted">{why}</p>}
      <PlaceFields
        value={settings}
        disabled={isPending || !allowed}
        currencyStays={settings.hasMoney ? say('settings.currency-stays', { currency: settings.currency }) : undefined}
        onChange={save}
      />
      {isAsking && <Follow settings={settings} onTake={save} onLeave={() => setAsking(false)} />}
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
    </>
  );
}

interface FollowProps {
  readonly settings: Settings;
  readonly onTake: (change: Change) => void;
  readonly onLeave: () => void;
}

/** Offers the currency and the time zone that the country usually has, where they are others. */
function Follow({ settings, onTake, onLeave }: FollowProps) {
  const say = useMessage();
  const usual = usualPlace(settings.country);
  if (usual === null) return null;
  const { currency, timeZone } = usual;
  const change: Change = {
    ...(currency !== settings.currency && !settings.hasMoney && { currency }),
    ...(timeZone !== settings.timeZone && { timeZone }),
  };
  const words = Object.values(change);
  if (words.length === 0) return null;
  return (
    <div className={styles.line} role="status">
      <p>{say('settings.place-follows', { what: words.join(', ') })}</p>
      <Button kind="primary" onClick={() => onTake(change)}>
        {say('settings.place-take')}
      </Button>
      <Button onClick={onLeave}>{say('settings.place-leave')}</Button>
    </div>
  );
}
