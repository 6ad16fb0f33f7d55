import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ProvisioningJob } from '#shared/contract/provisioning.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { type Say, useMessage } from '../../messages/use-message.ts';
import type { GridColumn } from '../../ui/grid/index.ts';
import { JobStateWord } from './job-state.tsx';
import type { JobState } from './place.ts';

/** Why it failed, or why it still waits. */
export function reasonOf({ reason, state }: Pick<ProvisioningJob, 'reason' | 'state'>, say: Say): string {
  if (reason !== null) return refusedSentence(reason, say);
  return state === 'queued' ? say('jobs.next-turn') : '';
}

/** The columns of the list, for the state that is shown. */
export function useJobColumns(shown: JobState): readonly GridColumn<ProvisioningJob>[] {
  const say = useMessage();
  const { dateTime, count } = useFormats();
  return useMemo(
    (): readonly GridColumn<ProvisioningJob>[] => [
      {
        id: 'customer',
        header: say('jobs.customer'),
        width: 170,
        sticky: true,
        text: ({ fullName }) => fullName,
        render: ({ customer, fullName }) => (
          // The grid is one Tab stop: by keyboard, Enter leads there.
          <Link to="/customers/$id" params={{ id: customer }} tabIndex={-1}>
            {fullName}
          </Link>
        ),
      },
      { id: 'username', header: say('jobs.username'), width: 130, text: ({ username }) => username },
      { id: 'router', header: say('jobs.router'), width: 140, text: ({ router }) => router },
      {
        id: 'state',
        header: say('jobs.states'),
        width: 96,
        text: ({ state }) => say(`jobs.${state}`),
        render: ({ state }) => <JobStateWord state={state} />,
      },
      {
        id: 'reason',
        header: say('jobs.reason'),
        width: 260,
        grow: true,
        text: (job) => reasonOf(job, say),
        render: (job) => <span title={reasonOf(job, say)}>{reasonOf(job, say)}</span>,
      },
      {
        id: 'since',
        header: say(shown === 'applied' ? 'jobs.done-at' : 'jobs.since'),
        width: 140,
        text: ({ queuedAt, endedAt, state }) => dateTime(state === 'queued' ? queuedAt : (endedAt ?? queuedAt)),
      },
      {
        id: 'attempts',
        header: say('jobs.attempts'),
        width: 98,
        align: 'end',
        text: ({ attempts }) => count(attempts),
      },
    ],
    [say, dateTime, count, shown],
  );
}
