import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { refusalOf, refusedSentence, sentenceOf } from '../../host/refusal.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/page-states.tsx';
import { type Glyph, Status, type Tone } from '../../ui/status.tsx';
import styles from './messages.module.css';

const LOOKS = {
  sent: { glyph: 'tick', tone: 'good', word: 'messages.trial-sent' },
  failed: { glyph: 'square', tone: 'bad', word: 'messages.trial-failed' },
  unknown: { glyph: 'triangle', tone: 'warn', word: 'messages.trial-unknown' },
} as const satisfies Readonly<
  Record<string, { readonly glyph: Glyph; readonly tone: Tone; readonly word: MessageKey }>
>;

const plain = { autoComplete: 'off', spellCheck: false } as const;

/** Sends one text to one phone and shows what came of it. */
export function TrialPart() {
  const say = useMessage();
  const cache = useQueryClient();
  const { data: gateway, isPending: isAsked } = useQuery(core.messages.gateway.queryOptions());
  const [phone, setPhone] = useState('');
  const [text, setText] = useState(() => say('messages.trial-sample'));
  const { mutate, isPending, data, error } = useMutation(
    core.messages.test.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: core.messages.counts.key() }),
    }),
  );
  const isAtPhone = refusalOf(error)?.params['field'] === 'phone';
  // A field that is there before it is known whether anything can be tried would go away under whoever types.
  if (isAsked) return <Loading />;
  // What went wrong is told where the gateway is.
  if (gateway === undefined) return null;
  if (gateway === null) return <p>{say('messages.trial-save-first')}</p>;
  return (
    <form
      className={styles.column}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) mutate({ phone, text });
      }}
    >
      <div className={styles.row}>
        <TextInput
          {...plain}
          label={say('messages.trial-phone')}
          inputMode="tel"
          maxLength={50}
          value={phone}
          error={isAtPhone && sentenceOf(error, say)}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <TextInput
          {...plain}
          label={say('messages.trial-text')}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div>
        <Button type="submit" disabled={isPending || phone.trim() === '' || text.trim() === ''}>
          {say(isPending ? 'messages.trial-sending' : 'messages.trial-send')}
        </Button>
      </div>
      <div role="status" className={styles.column}>
        {!isPending && data !== undefined && (
          <>
            <div className={styles.line}>
              <Status glyph={LOOKS[data.state].glyph} tone={LOOKS[data.state].tone}>
                {say(LOOKS[data.state].word)}
              </Status>
              {data.status !== null && (
                <span className="muted">{say('messages.trial-status', { status: String(data.status) })}</span>
              )}
            </div>
            {data.reason !== null && <p>{refusedSentence(data.reason, say)}</p>}
            {data.answer !== '' && (
              <pre className={`${styles.answer} mono`} tabIndex={0} aria-label={say('messages.trial-answer')}>
                {data.answer}
              </pre>
            )}
          </>
        )}
        {!isPending && error !== null && !isAtPhone && <p className={styles.wrong}>{sentenceOf(error, say)}</p>}
      </div>
    </form>
  );
}
