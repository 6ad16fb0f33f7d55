import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { amountFault, decimalOf } from '#shared/domain/money/money.ts';
import { useCurrency } from '../../messages/use-currency.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { amountOf } from './money-terms.ts';

interface AmountFieldProps {
  readonly value: string;
  readonly onChange: (typed: string) => void;
  /** Whether each of many gets it. */
  readonly each?: boolean;
  /** Whether nothing is an amount too. */
  readonly zero?: boolean;
  readonly hint?: ReactNode;
  /** What the core says against it. */
  readonly problem?: ReactNode;
}

/** An amount as people write it: "1,500", "1 500,50", "১৫০০". How it is read stands beneath, where that is not plain. */
export function AmountField({ value, onChange, each = false, zero = false, hint, problem }: AmountFieldProps) {
  const say = useMessage();
  const { money } = useFormats();
  const currency = useCurrency();
  const field = useRef<HTMLInputElement>(null);
  useChosenWhole(field, value);
  const typed = value.trim();
  const read = amountOf(typed, currency, true);
  const why = (): string => {
    if (read === 0) return say('actions.amount-zero');
    const { code, params } = amountFault(typed, currency);
    if (code === 'amount-invalid') return say('actions.amount-wrong');
    return say('refused.amount-too-large', { value: typed, most: money(params.most) });
  };
  const wrong = typed === '' || amountOf(typed, currency, zero) !== null ? undefined : why();
  const decimal = read === null ? typed : decimalOf(read, currency);
  const isPlain = typed === '' || decimal === typed || decimal.replace(/\.0+$/, '') === typed;
  return (
    <TextInput
      ref={field}
      label={say(each ? 'actions.amount-each' : 'actions.amount', { currency })}
      description={isPlain || read === null ? hint : say('actions.amount-read', { amount: money(decimal) })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={wrong ?? problem}
      value={value}
      maxLength={50}
      inputMode="decimal"
      autoComplete="off"
      data-autofocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What is filled in by itself is marked when it comes, so that the first key writes another amount in its place. */
function useChosenWhole(field: { readonly current: HTMLInputElement | null }, value: string): void {
  const before = useRef(value);
  useEffect(() => {
    const isFilledIn = before.current === '' && value.length > 1;
    before.current = value;
    if (isFilledIn && document.activeElement === field.current) field.current?.select();
  }, [field, value]);
}
