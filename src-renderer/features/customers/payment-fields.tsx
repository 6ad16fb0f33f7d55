import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { PAYMENT_METHODS, type PaymentMethod } from '#shared/domain/billing/entry.ts';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { minorOfDecimal } from '#shared/domain/money/money.ts';
import { mpesaCode } from '#shared/domain/money/mpesa-code.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './actions.module.css';
import { AmountField } from './amount-field.tsx';
import type { FieldProblems } from './field-problems.tsx';
import { amountOf, type MoneyDraft } from './money-terms.ts';
import type { Due } from './use-due.ts';

export interface MoneyFieldsProps<Draft extends MoneyDraft> {
  readonly isOne: boolean;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** What the core says against a field. */
  readonly problems: FieldProblems;
}

interface PaymentFieldsProps<Draft extends MoneyDraft> extends MoneyFieldsProps<Draft> {
  readonly action: CustomerAction;
  readonly due: Due | undefined;
}

/** How much was taken, how, and with which reference. */
export function PaymentFields<Draft extends MoneyDraft>(props: PaymentFieldsProps<Draft>) {
  const { action, isOne, draft, onChange, due, problems } = props;
  const say = useMessage();
  const amount = draft.amount ?? '';
  const setAmount = (typed: string): void => onChange({ ...draft, amount: typed });
  const methods = isOne ? PAYMENT_METHODS : PAYMENT_METHODS.filter((method) => method !== 'mpesa');
  return (
    <>
      {(action !== 'renew' || isOne) && (
        <AmountField
          value={amount}
          each={!isOne}
          zero={action === 'renew'}
          problem={problems.amount}
          onChange={setAmount}
        />
      )}
      {due !== undefined && <WhatIsDue action={action} due={due} amount={amount} />}
      <RadioList
        label={say('actions.method')}
        inLine
        choices={methods.map((value) => ({ value, word: say(`ledger.method-${value}`) }))}
        value={draft.method}
        onChoose={(method) => onChange({ ...draft, method })}
      />
      {!isOne && <p className={styles.hint}>{say('actions.mpesa-many')}</p>}
      <Reference
        // Another method, another field.
        key={draft.method}
        method={draft.method}
        value={draft.reference}
        problem={problems.reference}
        onChange={(reference) => onChange({ ...draft, reference })}
      />
      <TextInput
        label={say('actions.payment-note')}
        description={say('actions.payment-note-hint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={draft.note}
        maxLength={500}
        onChange={(event) => onChange({ ...draft, note: event.currentTarget.value })}
      />
    </>
  );
}

interface ReferenceProps {
  readonly method: PaymentMethod;
  readonly value: string;
  readonly problem: FieldProblems['reference'];
  readonly onChange: (typed: string) => void;
}

const CODE = 10;

/** What the other side calls the payment by; of cash there is none. */
function Reference({ method, value, problem, onChange }: ReferenceProps) {
  const say = useMessage();
  const [left, setLeft] = useState(false);
  if (method === 'cash') return null;
  const typed = value.trim();
  // Nobody is told of a code that is still being typed.
  const isWrong = method === 'mpesa' && mpesaCode(typed) === null && (left ? typed !== '' : typed.length > CODE);
  return (
    <TextInput
      label={say(`actions.${method}-reference`)}
      description={say(`actions.${method}-hint`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={isWrong ? say('actions.mpesa-wrong') : problem}
      value={value}
      maxLength={100}
      required={method === 'mpesa'}
      autoComplete="off"
      spellCheck={false}
      classNames={method === 'mpesa' ? { input: 'mono' } : {}}
      onBlur={() => setLeft(true)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface WhatIsDueProps {
  readonly action: CustomerAction;
  readonly due: Due;
  readonly amount: string;
}

/** What is open, what comes next, and until when it is paid then; by the day, how far an amount goes. */
function WhatIsDue({ action, due, amount }: WhatIsDueProps) {
  const say = useMessage();
  const { money, dateTime } = useFormats();
  const { currency, open, balance, renewal, day, paidUntil } = due;
  const minor = (decimal: string | null): number => (decimal === null ? 0 : minorOfDecimal(decimal));
  const price = minor(day);
  if (price > 0 && action !== 'renew') {
    const typed = amountOf(amount, currency);
    const days = Math.floor((minor(balance) + (typed ?? 0)) / price);
    return (
      <div className={styles.due}>
        <p>
          {say('actions.day-costs', { amount: money(day ?? '') })}{' '}
          {typed !== null && say('actions.days-covered', { count: Math.max(0, days), balance: money(balance) })}
        </p>
      </div>
    );
  }
  const isOpen = minor(open) > 0;
  const isRenewed = renewal !== null && minor(renewal) === (amountOf(amount, currency, true) ?? -1);
  return (
    <div className={styles.due}>
      <p>
        {isOpen ? say('actions.due-open', { amount: money(open) }) : say('actions.due-nothing')}{' '}
        {minor(balance) > 0 && say('actions.due-credit', { amount: money(balance) })}{' '}
        {!isOpen && minor(renewal) > 0 && say('actions.due-renewal', { amount: money(renewal ?? '') })}
      </p>
      {isRenewed && paidUntil !== null && <p>{say('actions.due-until', { date: dateTime(paidUntil) })}</p>}
    </div>
  );
}
