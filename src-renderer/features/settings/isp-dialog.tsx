import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { OperatorLine } from '#shared/contract/office.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { isUnnamed } from '#shared/domain/operator/operator.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { usualPlace } from '../../messages/regions.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type PlaceChosen, PlaceFields } from './place-fields.tsx';
import styles from './isp-dialog.module.css';
import { useIspName } from './use-isp-name.ts';

interface IspDialogProps {
  readonly opened: boolean;
  readonly settings: Settings | undefined;
  /** Whether the country stands already, as a file has said it. */
  readonly isPlaceKnown: boolean;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Who the ISP is and where: asked before its first record, as receipts, phones and money go by it. */
export function IspDialog({ opened, settings, ...rest }: IspDialogProps) {
  const { isp, rename } = useIspName();
  if (!opened || settings === undefined || isp === undefined) return null;
  return <OpenDialog {...rest} settings={settings} isp={isp} rename={rename} />;
}

interface OpenDialogProps extends Omit<IspDialogProps, 'opened' | 'settings'> {
  readonly settings: Settings;
  readonly isp: OperatorLine;
  readonly rename: (name: string) => Promise<void>;
}

function OpenDialog({ settings, isPlaceKnown, isp, rename, onSaved, onClose }: OpenDialogProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(isUnnamed(isp) ? '' : isp.name);
  const [place, setPlace] = useState<PlaceChosen>({
    country: isPlaceKnown ? settings.country : null,
    currency: settings.currency,
    timeZone: settings.timeZone,
  });
  const [isRefused, setRefused] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (country: string) => {
      const saved = await client.settings.update({ ...place, country });
      cache.setQueryData(core.settings.get.queryKey(), saved);
      await rename(name.trim());
    },
    onSuccess: onSaved,
  });
  const choose = (change: Partial<{ readonly [Field in keyof PlaceChosen]: string }>): void =>
    setPlace((now) => ({ ...now, ...change, ...(change.country !== undefined && usualPlace(change.country)) }));
  const save = (): void => {
    const { country } = place;
    if (isPending) return;
    if (name.trim() !== '' && country !== null) {
      mutate(country);
      return;
    }
    flushSync(() => setRefused(true));
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  return (
    <Dialog
      title={say('welcome.isp')}
      opened
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={isPending}>
            {say('welcome.isp-do')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>{say('welcome.isp-what')}</p>
        <TextInput
          label={say('settings.isp-name')}
          description={say('settings.isp-name-hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={isRefused && name.trim() === '' && say('welcome.isp-name-missing')}
          required
          value={name}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PlaceFields
          value={place}
          disabled={isPending}
          problem={isRefused && place.country === null ? say('welcome.country-missing') : undefined}
          onChange={choose}
          inDialog
        />
        {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
      </form>
    </Dialog>
  );
}
