import type { CustomerProfile } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts, Section } from '../../ui/facts.tsx';

const UNITS = {
  minutes: 'customers.validity-minutes',
  hours: 'customers.validity-hours',
  days: 'customers.validity-days',
  months: 'customers.validity-months',
} as const;

const isUnit = (unit: string): unit is keyof typeof UNITS => unit in UNITS;

/** What the customer pays, how, and until when. */
export function Billing({ of }: { of: CustomerProfile }) {
  const say = useMessage();
  const { money, date } = useFormats();
  const { price, validity, validityUnit } = of.packageDetail;
  return (
    <Section title={say('customers.billing')}>
      <Facts>
        <Fact name={say('customers.billing-profile')}>{of.billingProfile}</Fact>
        <Fact name={say('customers.price')}>
          {price === null ? null : money(price)}
          {price !== null && validity !== null && isUnit(validityUnit) && (
            <span className="muted"> {say(UNITS[validityUnit], { count: validity })}</span>
          )}
        </Fact>
        <Fact name={say('customers.expires')}>{of.expires !== null && date(of.expires)}</Fact>
        <Fact name={say('customers.balance')}>{money(of.balance)}</Fact>
      </Facts>
    </Section>
  );
}
