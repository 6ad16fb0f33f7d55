import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Cash } from '#shared/contract/ledger.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './billing.module.css';

/** The sums, by method and by cashier, and the payments that they are made of. */
export function CashReport({ of }: { of: Cash }) {
  const say = useMessage();
  const { money } = useFormats();
  return (
    <>
      <dl className={styles.sums}>
        <div>
          <dt>{say('cash.taken')}</dt>
          <dd>
            <strong>
              {of.currency} {money(of.total)}
            </strong>
            {say('cash.payments', { count: of.count })}
          </dd>
        </div>
        {of.byMethod.map(({ method, amount, count }) => (
          <div key={method}>
            <dt>{say(`ledger.method-${method}`)}</dt>
            <dd>
              <strong>{money(amount)}</strong>
              {say('cash.payments', { count })}
            </dd>
          </div>
        ))}
      </dl>
      {of.lines.length === 0 ? (
        <p className="muted">{say('cash.none')}</p>
      ) : (
        <>
          <ByCashier of={of} />
          <Lines key={`${of.from} ${of.to}`} of={of} />
        </>
      )}
    </>
  );
}

function ByCashier({ of }: { of: Cash }) {
  const say = useMessage();
  const { money, count } = useFormats();
  const methods = of.byMethod.map(({ method }) => method);
  return (
    <section className={styles.part} aria-label={say('cash.by-cashier')}>
      <h3>{say('cash.by-cashier')}</h3>
      <table className={`${styles.ledger} ${styles.narrow}`}>
        <thead>
          <tr>
            <th scope="col">{say('cash.cashier')}</th>
            <th scope="col" className={styles.number}>
              {say('cash.count')}
            </th>
            {methods.map((method) => (
              <th key={method} scope="col" className={styles.number}>
                {say(`ledger.method-${method}`)}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {say('cash.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.byCashier.map((one) => (
            <tr key={one.cashier}>
              <th scope="row">{one.cashier}</th>
              <td className={styles.number}>{count(one.count)}</td>
              {methods.map((method) => (
                <td key={method} className={styles.number}>
                  {money(one.methods.find((taken) => taken.method === method)?.amount ?? '0')}
                </td>
              ))}
              <td className={styles.number}>{money(one.amount)}</td>
            </tr>
          ))}
        </tbody>
        {of.byCashier.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{say('cash.total')}</th>
              <td className={styles.number}>{count(of.count)}</td>
              {of.byMethod.map(({ method, amount }) => (
                <td key={method} className={styles.number}>
                  {money(amount)}
                </td>
              ))}
              <td className={styles.number}>{money(of.total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** Lines that are drawn at once. */
const SOME = 200;

function Lines({ of }: { of: Cash }) {
  const say = useMessage();
  const [shown, setShown] = useState(SOME);
  const latest = of.lines.toReversed();
  const more = latest.length - shown;
  const payments = of.lines.filter(({ isReversal }) => !isReversal).length;
  return (
    <section className={styles.part} aria-label={say('cash.lines')}>
      <h3>{say('cash.lines')}</h3>
      {payments < of.count && <p className="muted">{say('cash.latest', { count: latest.length })}</p>}
      <div className={styles.scroll} role="group" aria-label={say('cash.lines')} tabIndex={0}>
        <table className={styles.ledger}>
          <thead>
            <tr>
              <th scope="col">{say('cash.time')}</th>
              <th scope="col">{say('cash.customer')}</th>
              <th scope="col">{say('cash.operator')}</th>
              <th scope="col">{say('cash.cashier')}</th>
              <th scope="col">{say('cash.method')}</th>
              <th scope="col">{say('cash.receipt')}</th>
              <th scope="col" className={styles.number}>
                {say('cash.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {latest.slice(0, shown).map((line) => (
              <Line key={line.id} of={line} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && (
        <Button className={styles.more} onClick={() => setShown(shown + SOME)}>
          {say('cash.more', { count: Math.min(more, SOME) })}
        </Button>
      )}
    </section>
  );
}

function Line({ of }: { of: Cash['lines'][number] }) {
  const say = useMessage();
  const { money, dateTime } = useFormats();
  const { id, at, customer, customerIs, username, fullName, operator, cashier, method, reference } = of;
  const { receiptNumber, isReversal } = of;
  // The money of somebody who went elsewhere or was removed for good stays; there is no page and no receipt to lead to.
  const isGone = customerIs !== 'yours';
  return (
    <tr>
      <td>
        <time dateTime={at}>{dateTime(at)}</time>
      </td>
      <td>
        {isGone ? (
          <span className="muted">{say(`cash.${customerIs}`)}</span>
        ) : (
          <>
            <Link to="/customers/$id/billing" params={{ id: customer }}>
              {username}
            </Link>{' '}
            <span className="muted">{fullName}</span>
          </>
        )}
      </td>
      <td>{operator}</td>
      <td>{cashier}</td>
      <td>
        {say(`ledger.method-${method}`)}
        {reference !== null && <span className="mono"> {reference}</span>}
      </td>
      <td>
        {isGone && !isReversal && receiptNumber}
        {receiptNumber !== null && !isReversal && !isGone && (
          <Link to="/receipt/$payment" params={{ payment: id }}>
            {receiptNumber}
          </Link>
        )}
        {isReversal && (
          <>
            {receiptNumber} <span className={styles.note}>{say('cash.reversal')}</span>
          </>
        )}
      </td>
      <td className={styles.number}>{money(of.amount)}</td>
    </tr>
  );
}
