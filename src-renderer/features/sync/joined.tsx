import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { Activity } from './activity.tsx';
import { Conflicts } from './conflicts.tsx';
import { EnrolForm } from './enrol.tsx';
import { Figures } from './figures.tsx';
import { GiveUp } from './give-up.tsx';
import styles from './sync.module.css';
import { standingOf } from './sync-words.ts';
import { Trouble } from './trouble.tsx';
import { useMoment } from './use-moment.ts';

interface JoinedProps {
  readonly status: SyncStatus;
  readonly server: NonNullable<SyncStatus['server']>;
  readonly notice: ReactNode;
}

/** What a new code mends: the console is known no more, or the server shows another certificate than the one that was compared. */
const NEEDS_CODE: ReadonlySet<string> = new Set([
  'sync-unauthorized',
  'sync-certificate-changed',
  'sync-certificate-unknown',
  'sync-certificate-name',
]);

interface AnewProps {
  readonly failure: NonNullable<SyncStatus['failure']>;
  readonly server: NonNullable<SyncStatus['server']>;
}

/** The way back to a server that does not know this console any more, or is somewhere else now. What waits goes with it. */
function Anew({ failure, server }: AnewProps) {
  const say = useMessage();
  const [isAsked, setAsked] = useState(false);
  if (isAsked || NEEDS_CODE.has(failure.reason.code)) return <EnrolForm again={server} />;
  return (
    <div className={styles.anew}>
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {say('sync.moved')}
      </Button>
    </div>
  );
}

/** A console at work with its server: how far it is, and what the server did not take. */
export function Joined({ status, server, notice }: JoinedProps) {
  const say = useMessage();
  const moment = useMoment();
  const cache = useQueryClient();
  const mayEnrol = useMay('sync.enrol');
  const mayPause = useMay('sync.pause');
  const mayDecide = useMay('sync.conflicts');
  const tell = (now: SyncStatus): void => {
    cache.setQueryData(core.sync.status.queryKey(), now);
    void cache.invalidateQueries();
  };
  const sync = useMutation(core.sync.now.mutationOptions({ onSuccess: tell }));
  const pause = useMutation(
    core.sync.pause.mutationOptions({
      onSuccess: (now) => {
        // What could not be done while it was paused is no trouble any more.
        sync.reset();
        tell(now);
      },
    }),
  );
  const failure = sync.error ?? pause.error;
  const { glyph, tone, words } = standingOf(status, moment, say);
  return (
    <Page
      title={say('shell.sync')}
      layout="fill"
      beside={
        <Status glyph={glyph} tone={tone}>
          {words}
        </Status>
      }
      actions={
        <>
          <GiveUp waiting={status.waiting} />
          <Button
            disabled={!mayPause.allowed || pause.isPending}
            title={mayPause.why}
            onClick={() => pause.mutate({ paused: !status.paused })}
          >
            {say(status.paused ? 'sync.go-on' : 'sync.pause')}
          </Button>
          <Button
            kind="primary"
            disabled={status.paused || sync.isPending}
            title={status.paused ? say('sync.paused-text') : undefined}
            onClick={() => sync.mutate({})}
          >
            {say(sync.isPending ? 'sync.syncing' : 'sync.now')}
          </Button>
        </>
      }
    >
      {notice}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {sentenceOf(failure, say)}
        </p>
      )}
      <Trouble status={status} />
      {status.failure !== null && mayEnrol.allowed && <Anew failure={status.failure} server={server} />}
      <Figures status={status} server={server} />
      <Activity status={status} />
      {mayDecide.allowed && <Conflicts undecided={status.conflicts + status.refused} />}
      {!mayDecide.allowed && status.conflicts + status.refused > 0 && (
        <p className={styles.none}>{say('sync.undecided-others', { count: status.conflicts + status.refused })}</p>
      )}
    </Page>
  );
}
