import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FocusEvent, type MouseEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/contract/settings.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import { countries, currencies, timeZones } from '../../messages/regions.ts';
import styles from './settings-page.module.css';

type Change = Partial<Pick<Settings, 'country' | 'currency' | 'timeZone'>>;

/** Country, currency and time zone of the ISP; what is chosen holds at once and can be undone. */
export function Place({ settings }: { settings: Settings }) {
  const say = useMessage();
  const cache = useQueryClient();
  const { language } = useTranslation().i18n;
  const choices = useMemo(
    () => ({ countries: countries(language), currencies: currencies(language), timeZones: timeZones() }),
    [language],
  );
  const { mutateAsync, isPending, error } = useMutation(
    core.settings.update.mutationOptions({
      onSuccess: (saved) => cache.setQueryData(core.settings.get.queryKey(), saved),
    }),
  );
  const change = async (to: Change, back: Change): Promise<void> => {
    await mutateAsync(to);
    toast({ message: say('settings.saved'), undo: () => void mutateAsync(back) });
  };
  // A refused change stands under the fields; there is nothing else to do about it here.
  const { allowed, why } = useMay('settings.update');
  const save = (to: Change, back: Change): void => void change(to, back).catch(() => undefined);

  const field = {
    searchable: true,
    allowDeselect: false,
    limit: 100,
    // What is chosen now is marked, so that the first key begins a search and does not add to the name.
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
    onMouseUp: (event: MouseEvent) => event.preventDefault(),
    disabled: isPending || !allowed,
    className: styles.select,
  } as const;
  return (
    <>
      {why !== undefined && <p className="muted">{why}</p>}
      <Select
        {...field}
        label={say('settings.country')}
        data={choices.countries}
        value={settings.country}
        onChange={(country) => country !== null && save({ country }, { country: settings.country })}
      />
      <Select
        {...field}
        label={say('settings.currency')}
        data={choices.currencies}
        value={settings.currency}
        onChange={(currency) => currency !== null && save({ currency }, { currency: settings.currency })}
      />
      <Select
        {...field}
        label={say('settings.time-zone')}
        data={choices.timeZones}
        value={settings.timeZone}
        onChange={(timeZone) => timeZone !== null && save({ timeZone }, { timeZone: settings.timeZone })}
      />
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
    </>
  );
}
