import { useRef, useState } from 'react';
import type { LedgerLine } from '#shared/contract/ledger.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import styles from './billing.module.css';
import { LedgerRow } from './ledger-row.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';
import { useLedger } from './use-ledger.ts';

/** What a customer owes and has paid, line by line, the latest first. */
export function LedgerTable({ customer }: { customer: string }) {
  const say = useMessage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLedger(customer);
  const [reversing, setReversing] = useState<LedgerLine | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  if (data === undefined) {
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  }
  const lines = data.pages.flatMap((page) => page.lines);
  if (lines.length === 0) return <p className="muted">{say('ledger.none')}</p>;
  const known = new Set(lines.map(({ id }) => id));
  const goTo = (line: string): void => {
    const row = body.current?.querySelector<HTMLElement>(`[data-line="${line}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      {/* What scrolls must be reachable by keyboard. */}
      <div className={styles.scroll} role="group" aria-label={say('ledger.title')} tabIndex={0}>
        <table className={styles.ledger}>
          <thead>
            <tr>
              <th scope="col">{say('ledger.date')}</th>
              <th scope="col">{say('ledger.what')}</th>
              <th scope="col">{say('ledger.period')}</th>
              <th scope="col">{say('ledger.method')}</th>
              <th scope="col">{say('ledger.by')}</th>
              <th scope="col" className={styles.number}>
                {say('ledger.amount')}
              </th>
              <th scope="col" className={styles.number}>
                {say('ledger.balance-behind')}
              </th>
              <th scope="col">
                <span className="unseen">{say('ledger.line-actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {lines.map((line) => (
              <LedgerRow key={line.id} line={line} known={known} onGoTo={goTo} onReverse={setReversing} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button
          className={styles.more}
          aria-disabled={isFetchingNextPage}
          onClick={() => !isFetchingNextPage && void fetchNextPage()}
        >
          {say('ledger.earlier')}
        </Button>
      )}
      {reversing !== null && <ReverseDialog line={reversing} onClose={() => setReversing(null)} />}
    </>
  );
}
