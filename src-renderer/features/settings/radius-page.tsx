import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../sign-in/index.ts';
import { Part } from './part.tsx';
import { RadiusForm } from './radius-form.tsx';
import { RadiusRemove } from './radius-remove.tsx';
import { RadiusTrial } from './radius-trial.tsx';

/** Where the RADIUS server is, and whether it answers. */
export function RadiusPage() {
  const say = useMessage();
  return (
    <Page title={say('radius.title')}>
      <Part title={say('radius.server')} what={say('radius.server-what')}>
        <Server />
      </Part>
      <Part title={say('radius.trial')} what={say('radius.trial-what')}>
        <RadiusTrial />
      </Part>
    </Page>
  );
}

/** The server of one's own operator, or the one that is lent from above. */
function Server() {
  const say = useMessage();
  const { allowed } = useMay('radius.changeServer');
  const [isDescribing, setDescribing] = useState(false);
  const { data, error, refetch } = useQuery(core.radius.server.queryOptions());
  if (data === undefined)
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  if (data !== null && !data.isOwn && !isDescribing) {
    return (
      <>
        <p>{say('radius.lent', { operator: data.operator })}</p>
        {allowed && (
          <div>
            <Button onClick={() => setDescribing(true)}>{say('radius.own')}</Button>
          </div>
        )}
      </>
    );
  }
  const own = data?.isOwn === true ? data : null;
  if (allowed) {
    return (
      <RadiusForm key={own?.version ?? 'new'} own={own}>
        {own !== null && <RadiusRemove version={own.version} />}
      </RadiusForm>
    );
  }
  if (own === null) return <p>{say('radius.none')}</p>;
  return (
    <Facts>
      <Fact name={say('radius.host')}>{own.host}</Fact>
      <Fact name={say('radius.port')}>{own.port}</Fact>
    </Facts>
  );
}
