import type { CustomerProfile } from '#shared/contract/customers.ts';
import { useQuery } from '@tanstack/react-query';
import { minorOf } from '#shared/domain/money/money.ts';
import { core } from '../../host/core.ts';
import { useCurrency } from '../../messages/use-currency.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Fact, Facts, Section } from '../../ui/facts.tsx';
import styles from './customer-page.module.css';
import { Expires } from './expires.tsx';
import { UnpaidSince } from './unpaid-since.tsx';

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
  const { money, day, dateTime } = useFormats();
  const currency = useCurrency();
  const { price, validity, validityUnit } = of.packageDetail;
  const { data: ledger } = useQuery(core.ledger.ofCustomer.queryOptions({ input: { customer: of.id, limit: 1 } }));
  const { specialPrice = null, nextPackage = null, extendedUntil = null, open = '0' } = ledger ?? {};
  const asked = specialPrice ?? price;
  return (
    <Section title={say('customers.billing')}>
      <div className={styles.twice}>
        <Facts>
          <Fact name={say('customers.billing-profile')}>{of.billingProfile}</Fact>
          <Fact name={say('customers.price')}>
            {asked === null ? null : money(asked)}
            {asked !== null && validity !== null && isUnit(validityUnit) && (
              <span className="muted"> {say(UNITS[validityUnit], { count: validity })}</span>
            )}
            {specialPrice !== null && price !== null && (
              <span className="muted"> · {say('ledger.special-price-of', { usual: money(price) })}</span>
            )}
          </Fact>
          {nextPackage !== null && (
            <Fact name={say('ledger.coming-package')}>
              {say('ledger.coming-from', { name: nextPackage.name, day: day(nextPackage.from) })}
            </Fact>
          )}
          {extendedUntil !== null && <Fact name={say('ledger.extended')}>{dateTime(extendedUntil)}</Fact>}
        </Facts>
        <Facts>
          {of.suspendedReason === 'unpaid' && (
            <Fact name={say('customers.suspended')}>
              <UnpaidSince customer={of.id} short />
            </Fact>
          )}
          <Fact name={say('customers.expires')}>{of.expires !== null && <Expires of={of} />}</Fact>
          <Fact name={say('customers.balance')}>{money(ledger?.balance ?? of.balance)}</Fact>
          {(minorOf(open, currency) ?? 0) > 0 && <Fact name={say('ledger.open')}>{money(open)}</Fact>}
        </Facts>
      </div>
    </Section>
  );
}
