import { IconChevronLeft } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { createPortal } from 'react-dom';
import { core } from '../../host/core.ts';
import { makesPdf, printedAsPdf } from '../../host/pdf.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { download } from '../../ui/download.ts';
import { CouldNotLoad, Loading, NotForYou } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { useMay } from '../sign-in/index.ts';
import { PAPERS, RECEIPT_LANGUAGES } from './receipt-words.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';
import styles from './receipt.module.css';
import { useRemembered } from './use-remembered.ts';

const LANGUAGE_WORDS = { en: 'receiptPage.english', bn: 'receiptPage.bangla', sw: 'receiptPage.swahili' } as const;

/** A payment as the customer is given it: on the screen as on paper, in their language. */
export function ReceiptPage() {
  const say = useMessage();
  const { payment } = useParams({ from: '/receipt/$payment' });
  const may = useMay('ledger.receipt');
  const { data, error, refetch } = useQuery({
    ...core.ledger.receipt.queryOptions({ input: { payment } }),
    enabled: may.allowed,
    // It may have been taken back since.
    staleTime: 0,
  });
  const [language, setLanguage] = useRemembered('receipt-language', RECEIPT_LANGUAGES);
  const [paper, setPaper] = useRemembered('receipt-paper', PAPERS);
  const sheet = data && <ReceiptSheet of={data} language={language} paper={paper} />;
  const print = (): void => window.print();
  const save = useMutation({
    mutationFn: (number: string) => printedAsPdf(`${say('receiptPage.title', { receipt: number })}.pdf`),
    onSuccess: download,
  });
  const hint = say(makesPdf ? 'receiptPage.save-file-hint' : 'receiptPage.save-hint');
  return (
    <Page
      title={data === undefined ? say('receiptPage.heading') : say('receiptPage.title', { receipt: data.number })}
      layout="fill"
      before={
        data && (
          <ButtonLink
            kind="icon"
            to="/customers/$id/billing"
            params={{ id: data.customer.id }}
            aria-label={say('receiptPage.back')}
            title={say('receiptPage.back')}
          >
            <IconChevronLeft size={18} stroke={1.75} aria-hidden="true" />
          </ButtonLink>
        )
      }
      actions={
        data && (
          <>
            <Button title={hint} disabled={save.isPending} onClick={makesPdf ? () => save.mutate(data.number) : print}>
              {say('receiptPage.save')}
            </Button>
            <Button kind="primary" onClick={print}>
              {say('receiptPage.print')}
            </Button>
          </>
        )
      }
    >
      {!may.allowed && <NotForYou why={may.why} />}
      {error !== null && data === undefined && <CouldNotLoad error={error} onRetry={() => void refetch()} />}
      {may.allowed && error === null && data === undefined && <Loading />}
      {sheet && (
        <>
          <div className={styles.bar}>
            <RadioList
              label={say('receiptPage.language')}
              inLine
              choices={RECEIPT_LANGUAGES.map((value) => ({ value, word: say(LANGUAGE_WORDS[value]) }))}
              value={language}
              onChoose={setLanguage}
            />
            <RadioList
              label={say('receiptPage.paper')}
              inLine
              choices={PAPERS.map((value) => ({ value, word: say(`receiptPage.paper-${value}`) }))}
              value={paper}
              onChoose={setPaper}
            />
            <p className={styles.hint}>{hint}</p>
            {save.error !== null && <p role="alert">{sentenceOf(save.error, say)}</p>}
          </div>
          {/* A region that scrolls must be reachable by keyboard. */}
          <div className={styles.desk} role="region" aria-label={say('receiptPage.sheet')} tabIndex={0}>
            {sheet}
          </div>
          {createPortal(
            <div className={`printed ${styles.print}`} data-paper={paper}>
              {sheet}
            </div>,
            document.body,
          )}
        </>
      )}
    </Page>
  );
}
