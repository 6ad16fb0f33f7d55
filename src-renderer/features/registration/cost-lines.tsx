import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { useWizard } from './wizard-context.ts';
import styles from './wizard.module.css';

/** What is charged line by line, what it comes to, and until when it would be paid; nothing before it is known. */
export function CostLines() {
  const say = useMessage();
  const { money, day, date } = useFormats();
  const { form, offered, quote } = useWizard();
  if (quote === undefined || quote.lines.length === 0) return null;
  const { lines, total, received, paidUntil } = quote;
  return (
    <table className={styles.cost}>
      <caption className="unseen">{say('registration.cost')}</caption>
      <tbody>
        {lines.map(({ kind, amount, from, to }) => (
          <tr key={kind}>
            <th scope="row">
              {say(`registration.cost-${kind}`)}
              {from !== null && to !== null && (
                <span className={styles.days}>
                  {from === to ? day(from) : say('registration.days', { from: day(from), to: day(to) })}
                </span>
              )}
            </th>
            <td>{money(amount)}</td>
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
        <tr className={styles.until}>
          <th scope="row">{say('registration.paid-until')}</th>
          <td>
            {paidUntil === null
              ? say(form.activate ? 'registration.without-end' : 'registration.from-activation')
              : date(paidUntil)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
