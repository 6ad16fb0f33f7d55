import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { SignInPart, useMay } from '../sign-in/index.ts';
import { AppearanceChoice } from './appearance-choice.tsx';
import { ChecksRouters } from './checks-routers.tsx';
import { IspName } from './isp-name.tsx';
import { Part } from './part.tsx';
import { Place } from './place.tsx';
import { PurgeAfter } from './purge-after.tsx';
import { RecoveryDialog } from './recovery.tsx';
import { ReferenceFile } from './reference-file.tsx';

/** What holds for the whole ISP, and what keeps it safe. Every change holds at once; there is no Save to forget. */
export function IspPage() {
  const say = useMessage();
  const { data, error, refetch } = useQuery(core.settings.get.queryOptions());
  const may = useMay('settings.newRecoveryCode');
  const [recovery, setRecovery] = useState(false);
  return (
    <Page title={say('settings.isp-and-security')}>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div>
          <Part title={say('settings.isp')} what={say('settings.isp-what')}>
            <IspName />
            <Place settings={data} />
          </Part>
          <Part title={say('signIn.part')} what={say('signIn.part-what')}>
            <SignInPart />
          </Part>
          <Part title={say('settings.purge')} what={say('settings.purge-what')}>
            <PurgeAfter settings={data} />
          </Part>
          <Part title={say('settings.routers')} what={say('settings.routers-what')}>
            <ChecksRouters settings={data} />
          </Part>
          <Part title={say('settings.appearance')} what={say('settings.appearance-what')}>
            <AppearanceChoice />
          </Part>
          <Part title={say('settings.recovery')} what={say('settings.recovery-part')}>
            {data.recoveryConfirmed ? (
              <Status glyph="tick" tone="good">
                {say('settings.recovery-confirmed')}
              </Status>
            ) : (
              <Status glyph="triangle" tone="warn">
                {say('settings.recovery-unconfirmed')}
              </Status>
            )}
            <Button disabled={!may.allowed} title={may.why} onClick={() => setRecovery(true)}>
              {say('settings.recovery-new')}
            </Button>
          </Part>
          <Part title={say('settings.reference')} what={say('settings.reference-what')}>
            <ReferenceFile />
          </Part>
        </div>
      )}
      <RecoveryDialog opened={recovery} onClose={() => setRecovery(false)} />
    </Page>
  );
}
