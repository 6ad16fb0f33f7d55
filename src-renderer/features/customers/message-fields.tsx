import { Select, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CustomerAction } from '#shared/domain/customer/actions.ts';
import { MESSAGE_KINDS } from '#shared/domain/message/template.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { lengthWords } from '../../messages/message-length.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './actions.module.css';
import type { MoneyDraft } from './money-terms.ts';
import type { MoneyFieldsProps } from './payment-fields.tsx';

interface MessageFieldsProps<Draft extends MoneyDraft> extends MoneyFieldsProps<Draft> {
  readonly action: CustomerAction;
  readonly customer: string | undefined;
}

type Kind = NonNullable<MoneyDraft['kind']>;

const KINDS = MESSAGE_KINDS.filter((kind): kind is Kind => kind !== 'test' && kind !== 'payment-details');
const isKind = (value: string): value is Kind => KINDS.some((kind) => kind === value);

/** Which text goes out, and how it reads. */
export function MessageFields<Draft extends MoneyDraft>(props: MessageFieldsProps<Draft>) {
  const { action, customer, draft, onChange, problems } = props;
  const say = useMessage();
  const kind = action === 'send-details' ? 'payment-details' : draft.kind;
  const isOwn = kind === 'own';
  return (
    <>
      {action === 'send-message' && (
        <Select
          label={say('actions.send-which')}
          data={KINDS.map((value) => ({ value, label: say(`messages.kind.${value}`) }))}
          value={draft.kind}
          onChange={(chosen) => chosen !== null && isKind(chosen) && onChange({ ...draft, kind: chosen })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false, floatingStrategy: 'fixed', shadow: 'md' }}
          data-autofocus
        />
      )}
      {isOwn && (
        <Textarea
          label={say('actions.send-text')}
          rows={4}
          value={draft.text}
          maxLength={1000}
          error={problems.text}
          onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        />
      )}
      {kind !== null && (!isOwn || draft.text.trim() !== '') && (
        <Preview kind={kind} text={isOwn ? draft.text.trim() : undefined} customer={customer} />
      )}
    </>
  );
}

interface PreviewProps {
  readonly kind: Kind;
  readonly text: string | undefined;
  readonly customer: string | undefined;
}

/** The text as it will be read, the password masked, and how many messages it takes. */
function Preview({ kind, text, customer }: PreviewProps) {
  const say = useMessage();
  const { data, error } = useQuery({
    ...core.messages.preview.queryOptions({
      input: { kind, ...(text !== undefined && { text }), ...(customer !== undefined && { customer }) },
    }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (error !== null) return <p className={styles.problem}>{sentenceOf(error, say)}</p>;
  if (data === undefined) return null;
  return (
    <figure className={styles.message}>
      <figcaption>{say(customer === undefined ? 'actions.send-preview-sample' : 'actions.send-preview')}</figcaption>
      <blockquote>{data.text}</blockquote>
      <p className={styles.hint}>{lengthWords(data.length, say)}</p>
    </figure>
  );
}
