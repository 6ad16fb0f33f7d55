import { useQuery } from '@tanstack/react-query';
import { decimalOf } from '#shared/domain/money/money.ts';
import { core } from '../../host/core.ts';
import { useCurrency } from '../../messages/use-currency.ts';
import { useMessage } from '../../messages/use-message.ts';
import { usePrice } from '../../messages/use-price.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import styles from './actions.module.css';
import { AmountField } from './amount-field.tsx';
import { amountOf, type MoneyDraft } from './money-terms.ts';
import type { MoneyFieldsProps } from './payment-fields.tsx';

interface PriceFieldsProps<Draft extends MoneyDraft> extends MoneyFieldsProps<Draft> {
  readonly customer: string | undefined;
}

/** The package's price or one of the customer's own. */
export function PriceFields<Draft extends MoneyDraft>(props: PriceFieldsProps<Draft>) {
  const { isOne, draft, onChange, problems, customer } = props;
  const say = useMessage();
  const { told, vat } = usePrice();
  const currency = useCurrency();
  const { data } = useQuery({
    ...core.customers.get.queryOptions({ input: { id: customer ?? '' } }),
    enabled: customer !== undefined,
  });
  const plan = data?.packageDetail;
  const packagePrice = plan === undefined ? null : told(plan);
  const usual =
    packagePrice === null ? say('actions.price-package') : say('actions.price-package-of', { amount: packagePrice });
  const own = amountOf(draft.amount, currency, true);
  // Of a package whose price is without VAT, one of their own is as well.
  const paid =
    plan === undefined || plan.priceIncludesVat || vat(plan) === null || own === null
      ? null
      : told(plan, decimalOf(own, currency));
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
      {draft.price === 'own' && paid !== null && (
        <p className={styles.hint}>{say('actions.price-own-paid', { amount: paid })}</p>
      )}
    </>
  );
}
