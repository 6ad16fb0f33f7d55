import { useQuery } from '@tanstack/react-query';
import type { CustomerProfile } from '#shared/contract/customers.ts';
import { core } from '../../host/core.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { reasonOf } from './columns.tsx';
import styles from './jobs.module.css';
import { useRetryJobs } from './use-retry-jobs.ts';

type State = CustomerProfile['provisioning'];

const BY = {
  choice: 'customers.router-by-choice',
  address: 'customers.router-by-address',
  package: 'customers.router-by-package',
} as const;

const LOOKS: Readonly<Record<Exclude<State, 'none'>, readonly [Glyph, Tone]>> = {
  queued: ['dotted', 'warn'],
  applied: ['tick', 'good'],
  failed: ['square', 'bad'],
};

/** How often is looked again while something waits, in ms. */
const SOON = 3000;

/** Which router a customer is on and why that one, how far it is there, why it is not, and a way to try again. */
export function OnRouter({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const { data } = useQuery({
    ...core.provisioning.list.queryOptions({ input: { customer: of.id } }),
    enabled: of.provisioning !== 'none',
    staleTime: 0,
    refetchInterval: of.provisioning === 'queued' ? SOON : false,
  });
  const again = useRetryJobs();
  const mayRetry = useMay('provisioning.retry');
  if (of.provisioning === 'none') return say('customers.network-none');
  const [glyph, tone] = LOOKS[of.provisioning];
  const undone = (data?.jobs ?? []).filter(({ state }) => state !== 'applied');
  const failed = undone.filter(({ state }) => state === 'failed');
  return (
    <div className={styles.service}>
      {of.router !== null && (
        <span>
          {of.router.name} <span className="muted">· {say(BY[of.router.by])}</span>
        </span>
      )}
      <Status glyph={glyph} tone={tone}>
        {networkSentence(of, say)}
      </Status>
      {undone.map((job) => (
        <span key={job.routerId} className="muted">
          {job.routerId !== of.router?.id && `${say('customers.router-other', { router: job.router })}. `}
          {reasonOf(job, say)}
        </span>
      ))}
      {failed.length > 0 && (
        <Button
          disabled={!mayRetry.allowed || again.isPending}
          title={mayRetry.why}
          onClick={() => again.mutate({ jobs: failed.map(({ customer, routerId }) => ({ customer, routerId })) })}
        >
          {say('customers.retry-router')}
        </Button>
      )}
    </div>
  );
}

/** Whether the router has what it should: never that it is done before it was read back. */
function networkSentence({ status, provisioning }: CustomerProfile, say: Say): string {
  switch (provisioning) {
    case 'none':
      return say('customers.network-none');
    case 'queued':
      return say(status === 'active' ? 'customers.network-active-queued' : 'customers.network-queued');
    case 'applied':
      return say('customers.network-applied');
    case 'failed':
      return say(status === 'active' ? 'customers.network-active-failed' : 'customers.network-failed');
  }
}
