import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import type { LoginMethod } from '#shared/contract/radius.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './login-test.module.css';
import { LoginTestOutcome } from './login-test-outcome.tsx';

/** Tries a customer's log-in and shows what the server says to it. The password is never seen here. */
export function LoginTestDialog({ of, onClose }: { of: CustomerProfile; onClose: () => void }) {
  const say = useMessage();
  const form = useId();
  const cache = useQueryClient();
  const [method, setMethod] = useState<LoginMethod>('pap');
  const [mac, setMac] = useState(of.macs[0]);
  const { mutate, reset, isPending, data, error } = useMutation(
    core.radius.testLogin.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: core.history.key() }),
    }),
  );
  return (
    <Dialog
      title={say('radius.test-title', { name: personOf(of, say) })}
      opened
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button onClick={onClose}>{say('common.close')}</Button>
          <Button kind="primary" type="submit" form={form} disabled={isPending} data-autofocus>
            {say(isPending ? 'radius.trial-running' : 'radius.test-run')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.column}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) mutate({ customer: of.id, method, mac });
        }}
      >
        <p>{say('radius.test-what')}</p>
        <RadioList
          label={say('radius.method')}
          inLine
          choices={[
            { value: 'pap', word: say('radius.pap') },
            { value: 'chap', word: say('radius.chap') },
          ]}
          value={method}
          onChoose={(chosen) => {
            setMethod(chosen);
            reset();
          }}
        />
        {of.macs.length > 1 && (
          <Select
            label={say('radius.device')}
            description={say('radius.device-what')}
            data={[...of.macs]}
            value={mac ?? null}
            onChange={(chosen) => {
              setMac(chosen ?? undefined);
              reset();
            }}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' }}
          />
        )}
        <div role="status" className={styles.column}>
          {!isPending && data !== undefined && <LoginTestOutcome of={data} />}
          {!isPending && error !== null && <p className={styles.wrong}>{sentenceOf(error, say)}</p>}
        </div>
      </form>
    </Dialog>
  );
}
