import { Link } from '@tanstack/react-router';
import type { LedgerLine } from '#shared/contract/ledger.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../sign-in/index.ts';
import styles from './billing.module.css';
import { BillState, Period } from './ledger-words.tsx';

interface LedgerRowProps {
  readonly line: LedgerLine;
  /** The lines that are on the page. */
  readonly known: ReadonlySet<string>;
  readonly onGoTo: (line: string) => void;
  readonly onReverse: (line: LedgerLine) => void;
}

/** One line; struck through when it was taken back. */
export function LedgerRow({ line, known, onGoTo, onReverse }: LedgerRowProps) {
  const say = useMessage();
  const { money, date, clock } = useFormats();
  const { id, kind, amount, at, balance, by, note, reverses, reversedBy, canReverse } = line;
  const what = say(`ledger.kind-${kind}`);
  return (
    <tr data-line={id} data-reversed={reversedBy !== null || undefined} tabIndex={-1}>
      <td title={clock(at)}>
        <time dateTime={at}>{date(at)}</time>
      </td>
      <td>
        <span className={styles.what}>
          <span className={styles.struck}>{what}</span>
          {reversedBy === null && <BillState of={line} />}
          {reversedBy !== null && (
            <GoTo word={say('ledger.taken-back')} to={reversedBy} known={known} onGoTo={onGoTo} />
          )}
          {reverses !== null && <GoTo word={say('ledger.takes-back')} to={reverses} known={known} onGoTo={onGoTo} />}
        </span>
        {note !== null && <span className={styles.note}>{note}</span>}
      </td>
      <td className={styles.period}>
        <Period {...line} />
        <Due of={line} />
      </td>
      <td>
        <Method of={line} />
      </td>
      <td>{by ?? <span className="muted">{say('ledger.by-clock')}</span>}</td>
      <td className={styles.number}>
        <span className={styles.struck}>{money(amount)}</span>
      </td>
      <td className={styles.number}>{money(balance)}</td>
      <td className={styles.act}>
        {canReverse && (
          <Button
            kind="quiet"
            aria-label={say('ledger.reverse-of', { what, date: date(at) })}
            onClick={() => onReverse(line)}
          >
            {say('ledger.reverse')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** The day until which a bill that is open can be paid in time. */
function Due({ of: { bill, due } }: { of: LedgerLine }) {
  const say = useMessage();
  const { day } = useFormats();
  if (due === null || bill === null || bill === 'paid') return null;
  return <span className={styles.note}>{say('ledger.due', { day: day(due) })}</span>;
}

/** How something was paid, and its receipt. */
function Method({ of: { id, kind, method, reference, receiptNumber } }: { of: LedgerLine }) {
  const say = useMessage();
  const may = useMay('ledger.receipt');
  if (kind !== 'payment') return null;
  return (
    <>
      {method !== null && say(`ledger.method-${method}`)}
      {reference !== null && <span className="mono"> {reference}</span>}
      {receiptNumber !== null && (
        <span className={styles.receipt}>
          {may.allowed ? (
            <Link
              to="/receipt/$payment"
              params={{ payment: id }}
              aria-label={say('ledger.receipt-of', { receipt: receiptNumber })}
            >
              {receiptNumber}
            </Link>
          ) : (
            receiptNumber
          )}
        </span>
      )}
    </>
  );
}

interface GoToProps {
  readonly word: string;
  readonly to: string;
  readonly known: ReadonlySet<string>;
  readonly onGoTo: (line: string) => void;
}

/** The way to the other line of two; only its word while that one is not on the page. */
function GoTo({ word, to, known, onGoTo }: GoToProps) {
  return known.has(to) ? (
    <Button kind="quiet" className={styles.goTo} onClick={() => onGoTo(to)}>
      {word}
    </Button>
  ) : (
    <span className="muted">{word}</span>
  );
}
