import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { dayAt } from '#shared/domain/time/day.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Section } from '../../ui/facts.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { useMay } from '../sign-in/index.ts';
import { BtrcReport } from './btrc-report.tsx';
import { lastMonths } from './place.ts';
import { ReportsFrame } from '../billing/index.ts';
import styles from './reports.module.css';

/** The regulator's report: a month is chosen, what is missing is filled in, the file is made and handed in. */
export function ReportsPage() {
  const say = useMessage();
  const formats = useFormats();
  const navigate = useNavigate({ from: '/reports' });
  const { month: wanted } = useSearch({ from: '/reports' });
  const { data: settings } = useQuery(core.settings.get.queryOptions());
  const mayPreview = useMay('reports.btrcPreview');
  const mayCash = useMay('ledger.cash');
  const [opened] = useState(() => Date.now());
  const timeZone = settings?.timeZone ?? 'UTC';
  const months = lastMonths(opened, timeZone);
  // The report that is made now is that of the month before.
  const month = wanted ?? months[1] ?? '';
  const { data, error, refetch } = useQuery({
    ...core.reports.btrcPreview.queryOptions({ input: { month } }),
    enabled: settings !== undefined && mayPreview.allowed,
    // Whoever comes back from a customer's form has filled something in.
    staleTime: 0,
  });
  // Whoever stands at the counter has one report.
  if (!mayPreview.allowed && mayCash.allowed) return <Navigate to="/reports/cash" replace />;
  const choices = months.includes(month) ? months : [...months, month];
  return (
    <ReportsFrame needs="reports.btrcPreview">
      <Section title={say('reports.btrc')}>
        <p className={styles.about}>{say('reports.btrc-text')}</p>
        <Select
          className={styles.month}
          label={say('reports.month')}
          data={choices.map((value) => ({ value, label: formats.month(value) }))}
          value={month}
          allowDeselect={false}
          maxDropdownHeight={420}
          onChange={(chosen) => chosen !== null && void navigate({ search: { month: chosen }, replace: true })}
        />
        {data === undefined && error === null && <Loading />}
        {data === undefined && error !== null && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <BtrcReport key={month} of={data} today={dayAt(opened, timeZone)} />}
      </Section>
    </ReportsFrame>
  );
}
