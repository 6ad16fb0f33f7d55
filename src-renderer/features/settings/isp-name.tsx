import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperatorLine } from '#shared/contract/office.ts';
import { isUnnamed } from '#shared/domain/operator/operator.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './settings-page.module.css';
import { useIspName } from './use-isp-name.ts';

/** The ISP's name; nothing for whoever does not reach it. */
export function IspName() {
  const { isp, rename } = useIspName();
  // Another name, saved here or elsewhere, another field.
  return isp === undefined ? null : <NameField key={isp.name} isp={isp} rename={rename} />;
}

interface NameFieldProps {
  readonly isp: OperatorLine;
  readonly rename: (name: string) => Promise<void>;
}

function NameField({ isp, rename }: NameFieldProps) {
  const say = useMessage();
  const { allowed } = useMay('operators.change');
  const [typed, setTyped] = useState(isp.name);
  const { mutate, isPending, error } = useMutation({ mutationFn: rename });
  const save = (): void => {
    const name = typed.trim();
    if (name === '') setTyped(isp.name);
    if (name === '' || name === isp.name || isPending) return;
    const before = isp.name;
    mutate(name, {
      onSuccess: () =>
        toast({ message: say('settings.saved'), undo: () => void rename(before).catch(() => undefined) }),
    });
  };
  return (
    <TextInput
      label={say('settings.isp-name')}
      description={
        isUnnamed(isp) ? (
          <Status glyph="triangle" tone="warn">
            {say('settings.isp-unnamed', { name: isp.name })}
          </Status>
        ) : (
          say('settings.isp-name-hint')
        )
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error !== null && sentenceOf(error, say)}
      disabled={!allowed || isPending}
      value={typed}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      className={styles.select ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setTyped(isp.name);
      }}
    />
  );
}
