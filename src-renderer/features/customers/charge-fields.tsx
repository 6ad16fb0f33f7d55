import { TextInput } from '@mantine/core';
import { useMessage } from '../../messages/use-message.ts';
import { AmountField } from './amount-field.tsx';
import type { MoneyDraft } from './money-terms.ts';
import type { MoneyFieldsProps } from './payment-fields.tsx';

/** How much, and what for: a charge or a credit. */
export function ChargeFields<Draft extends MoneyDraft>(props: MoneyFieldsProps<Draft>) {
  const { isOne, draft, onChange, problems } = props;
  const say = useMessage();
  return (
    <>
      <AmountField
        value={draft.amount ?? ''}
        each={!isOne}
        problem={problems.amount}
        onChange={(amount) => onChange({ ...draft, amount })}
      />
      <TextInput
        label={say('actions.charge-note')}
        description={say('actions.charge-note-hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={problems.note}
        value={draft.note}
        maxLength={500}
        required
        onChange={(event) => onChange({ ...draft, note: event.currentTarget.value })}
      />
    </>
  );
}
