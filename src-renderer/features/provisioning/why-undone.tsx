import type { ProvisioningJob } from '#shared/contract/provisioning.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { reasonOf } from './columns.tsx';
import styles from './jobs.module.css';

/** In full what the list has no room for: why a job is not done, and the way to where that is mended. */
export function WhyUndone({ job }: { readonly job: ProvisioningJob | undefined }) {
  const say = useMessage();
  const mayAdopt = useMay('adopt.found').allowed;
  if (job === undefined || job.reason === null) return null;
  const isFailed = job.state === 'failed';
  return (
    <div className={styles.why} role="group" aria-label={say('jobs.reason')}>
      <Status glyph={isFailed ? 'square' : 'dotted'} tone={isFailed ? 'bad' : 'idle'}>
        {null}
      </Status>
      <p>
        <strong>{job.fullName}</strong> {reasonOf(job, say)}
      </p>
      {job.reason.code === 'provisioning-foreign' && mayAdopt && (
        <ButtonLink to="/routers/$id/adopt" params={{ id: job.routerId }}>
          {say('jobs.look-who', { router: job.router })}
        </ButtonLink>
      )}
      {job.reason.code === 'provisioning-not-allowed' && <ButtonLink to="/routers">{say('shell.routers')}</ButtonLink>}
    </div>
  );
}
