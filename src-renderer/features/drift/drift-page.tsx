import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { BackToRouters, useRouterName } from '../routers/index.ts';
import { Before, LastCheck } from './checks.tsx';
import { Compared } from './compared.tsx';
import styles from './drift.module.css';

/** Where a router is not as it should be: what would be changed, before anything is. */
export function DriftPage() {
  const say = useMessage();
  const { time } = useFormats();
  const { id: router = '' } = useParams({ strict: false });
  const name = useRouterName(router);
  // Comparing asks the router for all it has: only when somebody wants it.
  const list = useQuery(core.drift.compare.queryOptions({ input: { router }, staleTime: Infinity, retry: false }));
  const { data, error, refetch, isFetching, dataUpdatedAt } = list;
  const again = (
    <Button disabled={isFetching} onClick={() => void refetch()}>
      {say(isFetching ? 'drift.comparing' : 'drift.again')}
    </Button>
  );
  return (
    <Page
      title={say('drift.title', { router: data?.router ?? name })}
      layout="fill"
      before={<BackToRouters />}
      beside={
        data && (
          <span className={styles.when}>
            {say('drift.checked-at', { time: time(Date.parse(data.checkedAt)) })} <Before check={data.before} />
          </span>
        )
      }
      actions={data && again}
    >
      {error !== null && data === undefined && (
        <>
          <LastCheck router={router} />
          <CouldNotLoad error={error} onRetry={() => void refetch()} />
        </>
      )}
      {error !== null && data && <StaleNotice error={error} onRetry={() => void refetch()} lastGood={dataUpdatedAt} />}
      {data === undefined && error === null && <Loading />}
      {data && <Compared router={router} drift={data} />}
    </Page>
  );
}
