import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { AmountField } from './amount-field.tsx';
import type { MoneyDraft } from './money-terms.ts';
import type { MoneyFieldsProps } from './payment-fields.tsx';

interface PriceFieldsProps<Draft extends MoneyDraft> extends MoneyFieldsProps<Draft> {
  readonly customer: string | undefined;
}

/** The package's price or one of the customer's own. */
export function PriceFields<Draft extends MoneyDraft>(props: PriceFieldsProps<Draft>) {
  const { isOne, draft, onChange, problems, customer } = props;
  const say = useMessage();
  const { money } = useFormats();
  const { data } = useQuery({
    ...core.customers.get.queryOptions({ input: { id: customer ?? '' } }),
    enabled: customer !== undefined,
  });
  const packagePrice = data?.packageDetail.price ?? null;
  const usual =
    packagePrice === null
      ? say('actions.price-package')
      : say('actions.price-package-of', { amount: money(packagePrice) });
  return (
    <>
      <RadioList
        label={say('actions.price-which')}
        choices={[
          { value: 'own', word: say('actions.price-own') },
          { value: 'package', word: usual },
        ]}
        value={draft.price}
        onChoose={(price) => onChange({ ...draft, price })}
      />
      {draft.price === 'own' && (
        <AmountField
          value={draft.amount ?? ''}
          each={!isOne}
          zero
          hint={say('actions.price-own-hint')}
          problem={problems.amount}
          onChange={(amount) => onChange({ ...draft, amount })}
        />
      )}
    </>
  );
}
