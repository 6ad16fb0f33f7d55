import { customerType } from '#shared/domain/customer/customer.ts';
import { decimalOf, minorOf } from '#shared/domain/money/money.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { usePrice } from '../../messages/use-price.ts';
import { useMoneyOrDash } from './use-money-or-dash.ts';
import { type Quote, useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

type Line = Quote['lines'][number];

/** What is charged line by line, what it comes to, and until when there would be service; nothing before it is known. */
export function CostLines() {
  const say = useMessage();
  const money = useMoneyOrDash();
  const { offered, quote } = useWizard();
  if (quote === undefined || quote.lines.length === 0) return null;
  const { lines, total, received } = quote;
  return (
    <table className={styles.cost}>
      <caption className="unseen">{say('registration.cost')}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.kind}>
            <th scope="row">
              {say(`registration.cost-${line.kind}`)}
              <Days of={line} />
              <Vat of={line} />
            </th>
            <td>{money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say('registration.total')}</th>
          <td>{say('registration.in', { amount: money(total), currency: offered.currency })}</td>
        </tr>
        {received !== total && (
          <tr>
            <th scope="row">{say('registration.received-short')}</th>
            <td>{money(received)}</td>
          </tr>
        )}
        <Rest />
        <tr className={styles.until}>
          <th scope="row">{say('registration.served-until')}</th>
          <td>
            <ServedUntil />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Days({ of: { from, to } }: { readonly of: Line }) {
  const say = useMessage();
  const { day } = useFormats();
  if (from === null || to === null) return null;
  const days = from === to ? day(from) : say('registration.days', { from: day(from), to: day(to) });
  return <span className={styles.days}>{days}</span>;
}

/** A fee and an amount of somebody's own are charged as they were typed: only the plan's price has its VAT. */
function Vat({ of: { kind } }: { readonly of: Line }) {
  const { plan } = useWizard().offered;
  const { vat } = usePrice();
  const isPriced = kind === 'first-period' || kind === 'credit';
  const told = plan !== null && isPriced ? vat(plan) : null;
  return told === null ? null : <span className={styles.days}>{told}</span>;
}

/** What is still to be paid, or what is left of what was received. Whoever pays by the day owes nothing: all of it is credit. */
function Rest() {
  const say = useMessage();
  const { money } = useFormats();
  const { form, offered, quote } = useWizard();
  const { profile, currency } = offered;
  const isByTheDay =
    form.connection !== null && profile !== null && customerType(form.connection, profile.mode) === 'pppoe-daily';
  const [due, paid] = [quote?.total, quote?.received].map((amount) => minorOf(amount ?? '', currency));
  if (isByTheDay || due == null || paid == null || due === paid) return null;
  return (
    <tr>
      <th scope="row">{say(paid > due ? 'registration.credit' : 'registration.open')}</th>
      <td>{money(decimalOf(Math.abs(paid - due), currency))}</td>
    </tr>
  );
}

function ServedUntil() {
  const say = useMessage();
  const { date } = useFormats();
  const { form, offered, quote } = useWizard();
  if (quote?.total == null || quote.received === null) return '—';
  if (quote.paidUntil !== null) return date(quote.paidUntil);
  if (!form.activate) return say('registration.from-activation');
  return say(offered.profile?.autoSuspend === false ? 'registration.never-suspended' : 'registration.without-end');
}
