import { Checkbox, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { MessageTemplate } from '#shared/contract/messages.ts';
import { AUTOMATIC_KINDS, isTextKind } from '#shared/domain/message/default-texts.ts';
import { PLACEHOLDERS } from '#shared/domain/message/placeholders.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import styles from './messages.module.css';
import { TextPreview } from './text-preview.tsx';

/** As long as the contract takes. */
const LONGEST = 1000;

/** What was typed over a text and not saved. */
export interface TextDraft {
  readonly text: string;
  readonly automatic: boolean;
}

interface TextEditorProps {
  readonly template: MessageTemplate;
  /** Null: nothing was changed. */
  readonly draft: TextDraft | null;
  readonly onDraft: (draft: TextDraft | null) => void;
}

/** One text: what it says, what it becomes, and whether it goes out by itself. */
export function TextEditor({ template, draft, onDraft }: TextEditorProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const { kind, isOwn, version, operator } = template;
  const { text, automatic } = draft ?? template;
  const { mutate, reset, isPending, error } = useMutation(
    core.messages.changeTemplate.mutationOptions({
      onSuccess: async () => {
        onDraft(null);
        await cache.invalidateQueries({ queryKey: core.messages.key() });
        toast({ message: say('messages.saved'), about: 'texts' });
      },
    }),
  );
  const save = (what: { text: string | null; automatic: boolean }): void => {
    if (!isPending) mutate({ kind, version: isOwn ? version : null, ...what });
  };

  const set = (next: TextDraft): void => {
    // What was wrong with the text before is not wrong with this one.
    reset();
    onDraft(next.text === template.text && next.automatic === template.automatic ? null : next);
  };
  const setText = (next: string): void => set({ text: next, automatic });

  const insert = (name: string): void => {
    const area = field.current;
    const [from, to] = area ? [area.selectionStart, area.selectionEnd] : [text.length, text.length];
    const mark = `{${name}}`;
    setText(text.slice(0, from) + mark + text.slice(to));
    // Once the text is there: the keyboard goes on behind what was inserted.
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + mark.length, from + mark.length);
    });
  };

  return (
    <div className={styles.editor}>
      <div className={styles.column}>
        <Textarea
          ref={field}
          label={say('messages.text')}
          description={
            isOwn
              ? say('messages.own-text')
              : operator === ''
                ? say('messages.default-text')
                : say('messages.lent-text', { operator })
          }
          value={text}
          rows={6}
          maxLength={LONGEST}
          spellCheck={false}
          error={error && sentenceOf(error, say)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <fieldset className={styles.inserts}>
          <legend>{say('messages.placeholders')}</legend>
          {PLACEHOLDERS.filter((name) => template.placeholders.includes(name)).map((name) => (
            <Button key={name} className={styles.insert ?? ''} onClick={() => insert(name)}>
              {say(`messages.insert-${name}`)}
            </Button>
          ))}
        </fieldset>
        {AUTOMATIC_KINDS.some((one) => one === kind) && (
          <Checkbox
            label={say('messages.automatic')}
            description={isTextKind(kind) && kind !== 'payment-details' ? say(`messages.automatic-${kind}`) : undefined}
            checked={automatic}
            onChange={(event) => set({ text, automatic: event.currentTarget.checked })}
          />
        )}
        <div className={styles.line}>
          <Button
            kind="primary"
            disabled={isPending || draft === null || text.trim() === ''}
            onClick={() => save({ text, automatic })}
          >
            {say('messages.save')}
          </Button>
          {isOwn && (
            <Button disabled={isPending} onClick={() => save({ text: null, automatic: false })}>
              {say('messages.revert')}
            </Button>
          )}
        </div>
      </div>
      <TextPreview kind={kind} text={text} />
    </div>
  );
}
