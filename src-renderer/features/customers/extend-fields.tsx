import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './actions.module.css';
import { daysOf, type MoneyDraft } from './money-terms.ts';
import type { MoneyFieldsProps } from './payment-fields.tsx';

interface ExtendFieldsProps<Draft extends MoneyDraft> extends MoneyFieldsProps<Draft> {
  readonly customer: string | undefined;
}

/** How much longer somebody is served: by days, or to the end of one. */
export function ExtendFields<Draft extends MoneyDraft>(props: ExtendFieldsProps<Draft>) {
  const { customer, draft, onChange, problems } = props;
  const say = useMessage();
  const isWrong = draft.days.trim() !== '' && daysOf(draft.days) === null;
  return (
    <>
      {customer !== undefined && <Now customer={customer} />}
      <RadioList
        label={say('actions.extend-by')}
        inLine
        choices={[
          { value: 'days', word: say('actions.extend-by-days') },
          { value: 'day', word: say('actions.extend-to-day') },
        ]}
        value={draft.extendBy}
        onChoose={(extendBy) => onChange({ ...draft, extendBy })}
      />
      {draft.extendBy === 'days' ? (
        <TextInput
          key="days"
          className={styles.short}
          label={say('actions.extend-days')}
          description={say('actions.extend-days-hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={isWrong ? say('actions.extend-days-wrong') : problems.day}
          value={draft.days}
          maxLength={10}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          onChange={(event) => onChange({ ...draft, days: event.currentTarget.value })}
        />
      ) : (
        <TextInput
          key="day"
          className={styles.short}
          type="date"
          label={say('actions.extend-day')}
          error={problems.day}
          value={draft.day}
          onChange={(event) => onChange({ ...draft, day: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={say('actions.payment-note')}
        description={say('actions.note-optional')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={draft.note}
        maxLength={500}
        onChange={(event) => onChange({ ...draft, note: event.currentTarget.value })}
      />
    </>
  );
}

/** Until when it is now, which is what days are counted from. */
function Now({ customer }: { customer: string }) {
  const say = useMessage();
  const { dateTime } = useFormats();
  const { data } = useQuery(core.ledger.ofCustomer.queryOptions({ input: { customer, limit: 1 } }));
  const until = data?.extendedUntil ?? data?.paidUntil ?? null;
  return until === null ? null : <p className="muted">{say('actions.extend-now', { date: dateTime(until) })}</p>;
}
