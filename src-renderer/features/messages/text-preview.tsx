import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { MessageKind } from '#shared/domain/message/template.ts';
import { core } from '../../host/core.ts';
import { lengthWords } from '../../messages/message-length.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './messages.module.css';

/** A text as somebody would get it while it is being written, and what it costs. */
export function TextPreview({ kind, text }: { kind: MessageKind; text: string }) {
  const say = useMessage();
  const asked = useDeferredValue(text);
  const { data } = useQuery({
    ...core.messages.preview.queryOptions({ input: { kind, text: asked } }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={styles.column} aria-live="polite" aria-atomic="true">
      <p className="muted">{say('messages.preview')}</p>
      {data !== undefined && (
        <>
          <blockquote className={styles.bubble} data-made="">
            {data.text}
          </blockquote>
          <p className="muted">{lengthWords(data.length, say)}</p>
          {data.unknown.length > 0 && (
            <p className={styles.wrong}>
              {say('messages.unknown-placeholders', { names: data.unknown.map((name) => `{${name}}`).join(', ') })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
