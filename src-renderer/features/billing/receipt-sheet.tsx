import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Receipt } from '#shared/contract/ledger.ts';
import { minorOfDecimal } from '#shared/domain/money/money.ts';
import { core } from '../../host/core.ts';
import { formatsFor } from '../../messages/formats.ts';
import { type Paper, RECEIPT_WORDS, type ReceiptLanguage } from './receipt-words.ts';
import styles from './receipt.module.css';

interface ReceiptSheetProps {
  readonly of: Receipt;
  readonly language: ReceiptLanguage;
  readonly paper: Paper;
}

/**
 * A receipt as it stands on paper. Days are written as people write them in its language; every number has Latin digits, so
 * that what is read out over the counter is read back the same.
 */
export function ReceiptSheet({ of, language, paper }: ReceiptSheetProps) {
  const { data } = useQuery(core.settings.get.queryOptions());
  const timeZone = data?.timeZone ?? 'UTC';
  const words = RECEIPT_WORDS[language];
  const { money } = formatsFor('en', timeZone);
  const { date, day, dateTime } = formatsFor(`${language}-u-nu-latn`, timeZone);
  const { customer, currency } = of;
  const priced = (decimal: string): string => `${currency} ${money(decimal)}`;
  const balance = minorOfDecimal(of.balance);
  const facts: readonly (readonly [string, string | null])[] = [
    [words.number, of.number],
    [words.date, dateTime(of.at)],
    [words.customer, customer.fullName],
    [words.username, customer.username],
    [words.account, customer.accountNumber],
    [words.phone, customer.phone],
    [words.address, customer.address],
    [words.package, of.package],
  ];
  return (
    <article className={styles.sheet} lang={language} data-paper={paper}>
      {of.reversed && (
        <p className={styles.stamp} aria-hidden="true">
          {words.reversed}
        </p>
      )}
      <header>
        <p className={styles.operator}>{of.operator}</p>
        <h2>{words.receipt}</h2>
      </header>
      {of.reversed && (
        <p className={styles.reversed}>
          <strong>{words.reversed}.</strong> {words.reversedText}
        </p>
      )}
      <Lines lines={facts} />
      <p className={styles.amount}>
        <span>{words.amount}</span>
        <strong>{priced(of.amount)}</strong>
      </p>
      <Lines
        lines={[
          [words.method, words.methods[of.method]],
          [words.reference, of.reference],
        ]}
      />
      {of.lines.length > 0 && (
        <section>
          <h3>{words.lines}</h3>
          <ul>
            {of.lines.map(({ kind, amount, from, to }, at) => (
              <li key={`${kind} ${from ?? at}`}>
                <span>
                  {words.kinds[kind]}
                  {from !== null && to !== null && (
                    <small> {from === to ? day(from) : `${day(from)} – ${day(to)}`}</small>
                  )}
                </span>
                <span>{money(amount)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Lines
        lines={[
          [balance < 0 ? words.owed : words.balance, priced(of.balance.replace(/^-/, ''))],
          [words.paidUntil, of.paidUntil === null ? null : date(of.paidUntil)],
          [words.by, of.by],
        ]}
      />
      {!of.reversed && <footer>{words.thanks}</footer>}
    </article>
  );
}

/** Names and what they are; what is not known is left out. */
function Lines({ lines }: { lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {lines.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
