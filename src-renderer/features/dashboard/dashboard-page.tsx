import { useQuery } from '@tanstack/react-query';
import { dayAt } from '#shared/domain/time/day.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CouldNotLoad, Loading, NothingYet, StaleNotice } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { AddCustomer } from '../registration/index.ts';
import { useMay } from '../sign-in/index.ts';
import { MonthsChart } from './months-chart.tsx';
import { Numbers } from './numbers.tsx';
import styles from './dashboard.module.css';
import { TakenToday } from './taken-today.tsx';
import { Waiting } from './waiting.tsx';

/** What an office looks at first: how many customers there are of each kind, how they came about, and what waits. */
export function DashboardPage() {
  const say = useMessage();
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    ...core.dashboard.get.queryOptions(),
    // Whoever comes back from a list has changed something there.
    staleTime: 0,
  });
  const { allowed: mayImport } = useMay('import.open');
  const { data: settings } = useQuery(core.settings.get.queryOptions());
  const retry = (): void => void refetch();
  const isEmpty =
    data?.months.every(({ customers, joined }) => customers + joined === 0) === true && data.pending === 0;
  return (
    <Page title={say('dashboard.title')}>
      {error !== null && data !== undefined && <StaleNotice error={error} onRetry={retry} lastGood={dataUpdatedAt} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={retry} />}
      {error === null && data === undefined && <Loading />}
      {data !== undefined && isEmpty && (
        <NothingYet
          title={say('dashboard.none-title')}
          text={say('dashboard.none-text')}
          actions={
            <>
              {mayImport && <ButtonLink to="/import">{say('dashboard.import')}</ButtonLink>}
              <AddCustomer />
            </>
          }
        />
      )}
      {data !== undefined && !isEmpty && (
        <div className={styles.page}>
          <Numbers of={data} />
          {settings !== undefined && <TakenToday day={dayAt(dataUpdatedAt, settings.timeZone)} />}
          <Waiting
            btrc={data.btrc}
            billingRests={data.billingRests}
            isMoneyTaken={data.isMoneyTaken}
            routers={data.routers}
            today={dayAt(dataUpdatedAt, settings?.timeZone ?? 'UTC')}
          />
          <MonthsChart months={data.months} />
        </div>
      )}
    </Page>
  );
}
