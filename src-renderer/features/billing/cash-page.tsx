import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { dayAt } from '#shared/domain/time/day.ts';
import { core } from '../../host/core.ts';
import { refusalOf, refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Section } from '../../ui/facts.tsx';
import { CouldNotLoad, Loading, StaleNotice } from '../../ui/page-states.tsx';
import { ReportsFrame } from './reports-frame.tsx';
import styles from './billing.module.css';
import { CashExport } from './cash-export.tsx';
import { CashReport } from './cash-report.tsx';
import { type CashSearch, cashSearchOf } from './place.ts';

/** What was taken in on a day or some days: whose, by which method, by whom, and line by line. */
export function CashPage() {
  const say = useMessage();
  const navigate = useNavigate({ from: '/reports/cash' });
  const search = useSearch({ from: '/reports/cash' });
  const { data: settings } = useQuery(core.settings.get.queryOptions());
  const { data: state } = useQuery(core.signIn.state.queryOptions());
  const { data: lists } = useQuery(core.reference.lists.queryOptions());
  const [opened] = useState(() => Date.now());
  const today = dayAt(opened, settings?.timeZone ?? 'UTC');
  const from = search.from ?? search.to ?? today;
  const wanted = search.to ?? from;
  // A range that ends before it begins is the one day.
  const to = wanted < from ? from : wanted;
  const asked = { from, to, ...(search.operator !== undefined && { operator: search.operator }) };
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    ...core.ledger.cash.queryOptions({ input: asked }),
    enabled: settings !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const change = (next: { readonly [Name in keyof CashSearch]?: string | undefined }): void =>
    void navigate({ search: (now) => cashSearchOf({ ...now, ...next }), replace: true });
  const refused = refusalOf(error);
  const tooLong = refused?.params['field'] === 'to' ? refusedSentence(refused, say) : null;
  const failed = tooLong === null ? error : null;
  const retry = (): void => void refetch();
  const operators = (lists?.operators ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ReportsFrame needs="ledger.cash">
      <Section title={say('cash.title')}>
        <p className={styles.about}>
          {say('cash.text')} {state?.who?.role === 'cashier' && say('cash.own')}
        </p>
        <div className={styles.filters}>
          <DateField
            label={say('cash.from')}
            value={from}
            onChange={(day) => change({ from: orNone(day), to: day === '' ? undefined : later(day, to) })}
          />
          <DateField
            label={say('cash.to')}
            value={to}
            min={from}
            error={tooLong}
            onChange={(day) => change({ from, to: orNone(day) })}
          />
          {operators.length > 1 && (
            <Select
              label={say('cash.operator')}
              placeholder={say('cash.any-operator')}
              data={operators}
              value={search.operator ?? null}
              clearable
              searchable
              onChange={(operator) => change({ operator: operator ?? undefined })}
            />
          )}
          <Button className={styles.own} onClick={() => change({ from: undefined, to: undefined })}>
            {say('cash.today')}
          </Button>
        </div>
        {failed !== null && data !== undefined && (
          <StaleNotice error={failed} onRetry={retry} lastGood={dataUpdatedAt} />
        )}
        {failed !== null && data === undefined && <CouldNotLoad error={failed} onRetry={retry} />}
        {error === null && data === undefined && <Loading />}
        {data !== undefined && tooLong === null && (
          <>
            <CashReport of={data} />
            <CashExport asked={asked} isEmpty={data.lines.length === 0} />
          </>
        )}
      </Section>
    </ReportsFrame>
  );
}

const orNone = (day: string): string | undefined => (day === '' ? undefined : day);
const later = (one: string, other: string): string => (one > other ? one : other);
