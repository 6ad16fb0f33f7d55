import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceLine } from '#shared/contract/devices.ts';
import { core } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { personOf } from '../../messages/person.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Status } from '../../ui/status.tsx';
import { toast } from '../../ui/toast.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { hindrance } from './action-words.ts';
import { useCustomer } from './customer-context.ts';
import styles from './customer-page.module.css';
import { targetOf } from './target.ts';
import { useRole } from './use-role.ts';
import { useSingleAction } from './use-single-action.ts';

/** The devices that this customer's line is bound to. */
export function DevicesPart() {
  const say = useMessage();
  const of = useCustomer();
  const role = useRole();
  const [binding, setBinding] = useState(false);
  const { data, error, refetch } = useQuery(core.devices.list.queryOptions({ input: { customer: of.id } }));
  const why = hindrance('bind-mac', targetOf(of), role, say);
  return (
    <div className={styles.single}>
      <div className={styles.bar}>
        <p className="muted">{why ?? say('customer.devices-text')}</p>
        <Button
          aria-disabled={why !== null}
          title={why ?? undefined}
          onClick={() => (why === null ? setBinding(true) : undefined)}
        >
          {say('actions.do-bind-mac')}
        </Button>
      </div>
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Loading />}
      {data?.devices.length === 0 && <p className={styles.none}>{say('customers.no-devices')}</p>}
      {data !== undefined && data.devices.length > 0 && <Devices devices={data.devices} />}
      {binding && <ActionDialog action="bind-mac" target={targetOf(of)} onClose={() => setBinding(false)} />}
    </div>
  );
}

function Devices({ devices }: { devices: readonly DeviceLine[] }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('customers.mac')}</th>
          <th scope="col">{say('customer.vendor')}</th>
          <th scope="col">{say('actions.device-type')}</th>
          <th scope="col">{say('customer.added-by')}</th>
          <th scope="col">{say('customers.added')}</th>
          <th scope="col">
            <span className="unseen">{say('actions.do-remove-mac')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <tr key={device.id}>
            <td>
              <span className="mono">{device.mac}</span>
              {device.alsoOf.length > 0 && (
                <div>
                  <Status glyph="triangle" tone="warn">
                    {say('customer.also-of', { names: device.alsoOf.join(', ') })}
                  </Status>
                </div>
              )}
            </td>
            <td>{device.vendor}</td>
            <td>{device.type}</td>
            <td>{device.addedBy}</td>
            <td>{dateTime(device.addedAt)}</td>
            <td>
              <Remove mac={device.mac} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Takes one device away at once; the toast takes it back. */
function Remove({ mac }: { mac: string }) {
  const say = useMessage();
  const of = useCustomer();
  const role = useRole();
  const { run, isPending, error, outcome } = useSingleAction(
    'remove-mac',
    { name: personOf(of, say), amount: '' },
    () => undefined,
  );
  const why = hindrance('remove-mac', targetOf(of), role, say);
  const remove = (): void => {
    if (why === null) run({ which: { ids: [of.id] }, terms: { action: 'remove-mac', mac } });
    else toast({ message: why, about: 'customer' });
  };
  return (
    <>
      <Button
        kind="quiet"
        aria-label={say('customer.remove-device', { mac })}
        aria-disabled={why !== null || isPending}
        title={why ?? undefined}
        onClick={remove}
      >
        {say('customer.remove')}
      </Button>
      {outcome?.reason != null && <p role="alert">{refusedSentence(outcome.reason, say)}</p>}
      {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
    </>
  );
}
