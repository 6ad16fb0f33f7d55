import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { kbpsOf, speedText } from '#shared/domain/package/speed.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './login-test.module.css';
import { RadiusChangeOutcome } from './radius-change-outcome.tsx';

/** Has a customer's router end their session by RADIUS, or go on with it at another speed; shows what it answers. */
export function RadiusSessionDialog({ of, onClose }: { of: CustomerProfile; onClose: () => void }) {
  const say = useMessage();
  const form = useId();
  const mayChange = useMay('radius.changeRate').allowed;
  const [isEnd, setEnd] = useState(true);
  const { downKbps, upKbps } = of.packageDetail;
  const [down, setDown] = useState(downKbps === null ? '' : speedText(downKbps));
  const [up, setUp] = useState(upKbps === null ? '' : speedText(upKbps));
  const speed = { downKbps: kbpsOf(down), upKbps: kbpsOf(up) };
  const isSpeed = speed.downKbps !== null && speed.upKbps !== null;
  const { order, reset, isPending, data, error } = useOrder(of.id);
  const choose = (chosen: 'end' | 'rate'): void => {
    setEnd(chosen === 'end');
    reset();
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isPending) return;
    if (isEnd) order(null);
    else if (speed.downKbps !== null && speed.upKbps !== null)
      order({ downKbps: speed.downKbps, upKbps: speed.upKbps });
  };
  const field = (label: 'radius.down' | 'radius.up', value: string, onChange: (text: string) => void) => (
    <TextInput
      label={say(label)}
      value={value}
      maxLength={20}
      rightSection={<span className="muted">{say('packages.mbps')}</span>}
      rightSectionWidth={52}
      error={value !== '' && kbpsOf(value) === null ? say('packages.no-speed') : undefined}
      onChange={(event) => {
        onChange(event.currentTarget.value);
        reset();
      }}
    />
  );
  return (
    <Dialog
      title={say('radius.session-title', { name: personOf(of, say) })}
      opened
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button onClick={onClose}>{say('common.close')}</Button>
          <Button
            kind={isEnd ? 'danger' : 'primary'}
            type="submit"
            form={form}
            disabled={isPending || (!isEnd && !isSpeed)}
            data-autofocus
          >
            {say(isPending ? 'radius.session-running' : isEnd ? 'radius.session-end' : 'radius.session-rate')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.column} onSubmit={submit} noValidate>
        <p>{say('radius.session-what', { router: of.router?.name ?? '' })}</p>
        {mayChange && (
          <RadioList
            label={say('radius.session-order')}
            inLine
            choices={[
              { value: 'end', word: say('radius.order-end') },
              { value: 'rate', word: say('radius.order-rate') },
            ]}
            value={isEnd ? 'end' : 'rate'}
            onChoose={choose}
          />
        )}
        {!isEnd && (
          <>
            <div className={styles.pair}>
              {field('radius.down', down, setDown)}
              {field('radius.up', up, setUp)}
            </div>
            <p className="muted">{say('radius.rate-what')}</p>
          </>
        )}
        <div role="status" className={styles.column}>
          {!isPending && data !== undefined && <RadiusChangeOutcome of={data} isEnd={isEnd} />}
          {!isPending && error !== null && <p className={styles.wrong}>{sentenceOf(error, say)}</p>}
        </div>
      </form>
    </Dialog>
  );
}

/** Gives the order: a speed, or null to end the session. */
function useOrder(customer: string) {
  const cache = useQueryClient();
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: (speed: { readonly downKbps: number; readonly upKbps: number } | null) =>
      speed === null ? client.radius.disconnect({ customer }) : client.radius.changeRate({ customer, speed }),
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: core.history.key() });
      await cache.invalidateQueries({ queryKey: core.online.key() });
    },
  });
  return { order: mutate, reset, isPending, data, error };
}
