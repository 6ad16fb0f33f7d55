import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ActionTerms } from '#shared/contract/actions.ts';
import { core } from '../../host/core.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { useReadable } from '../../messages/use-readable.ts';
import styles from './actions.module.css';
import { Why } from './field-problems.tsx';
import type { ActionTarget } from './target.ts';

/** Usernames that stand behind a reason. */
const NAMED = 3;

export function usePreview({ which }: ActionTarget, terms: ActionTerms | null) {
  const asked = terms === null ? null : withoutNote(terms);
  return useQuery({
    ...core.actions.preview.queryOptions({ input: { which, terms: asked ?? { action: 'activate' } } }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What is written beside an action changes nobody's fate, and is not asked about at every key. */
function withoutNote(terms: ActionTerms): ActionTerms {
  if (!('note' in terms)) return terms;
  if (terms.action === 'add-charge' || terms.action === 'add-credit') return { ...terms, note: '–' };
  return { ...terms, note: undefined };
}

/** "24 will be suspended, 3 cannot": before anything is done. */
export function Preview({ terms, preview }: { terms: ActionTerms; preview: ReturnType<typeof usePreview> }) {
  const say = useMessage();
  const readable = useReadable();
  const { data, error } = preview;
  if (error !== null)
    return (
      <p className={styles.problem} role="alert">
        {sentenceOf(error, say)}
      </p>
    );
  if (data === undefined) return <p className="muted">{say('actions.looking')}</p>;
  const cannot = data.refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.preview} role="status">
      <p>
        {say(`actions.will-${terms.action}`, { count: data.affected })}
        {cannot > 0 && <> {say('actions.cannot', { count: cannot })}</>}
      </p>
      {cannot > 0 && (
        <ul>
          {data.refused.map(({ reason, count, usernames }) => (
            <li key={`${reason.code} ${JSON.stringify(reason.params)}`}>
              {say('actions.because', {
                reason: refusedSentence(readable(reason), say),
                count,
                names: usernames.slice(0, NAMED).join(', ') + (count > NAMED ? ' …' : ''),
              })}
            </li>
          ))}
        </ul>
      )}
      <Notes of={preview} />
    </div>
  );
}

/** What is worth knowing although it hinders nothing: a device that somebody else has too. */
export function Notes({ of }: { of: Pick<ReturnType<typeof usePreview>, 'data'> }) {
  // What one pays stands in the field; of many the sum is worth knowing.
  const notes = (of.data?.notes ?? []).filter(({ reason }) => reason.code !== 'payments-sum' || of.data?.total !== 1);
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {notes.map(({ reason, usernames }) => (
        <li key={`${reason.code} ${JSON.stringify(reason.params)} ${usernames.join(' ')}`}>
          <Why of={reason} />
        </li>
      ))}
    </ul>
  );
}
