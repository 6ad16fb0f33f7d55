import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Refused } from '#shared/contract/refused.ts';
import type { SyncConflict } from '#shared/contract/sync.ts';
import { refusedSentence, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { AskDialog } from '../../ui/ask-dialog.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SideValue } from './side-value.tsx';
import styles from './sync.module.css';
import { fieldWord } from './sync-words.ts';

interface EditDialogProps {
  readonly of: SyncConflict;
  /** Why the value was not taken just now. */
  readonly left: Refused | null;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSend: (value: string) => void;
  readonly onClose: () => void;
}

/** Another value for the field that was refused, which is sent again with it. */
export function EditDialog({ of, left, isPending, error, onSend, onClose }: EditDialogProps) {
  const say = useMessage();
  const { title, field, mine, theirs, reason } = of;
  const [value, setValue] = useState(mine?.masked === true ? '' : (mine?.value ?? ''));
  const label = field === null ? say('sync.value') : fieldWord(field, say);
  const wrong = left !== null ? refusedSentence(left, say) : error !== null ? sentenceOf(error, say) : undefined;
  const send = (): void => {
    if (value.trim() !== '' && !isPending) onSend(value.trim());
  };
  return (
    <AskDialog
      title={say('sync.edit-title', { title })}
      word={say(isPending ? 'sync.sending-again' : 'sync.edit-do')}
      isReady={value.trim() !== ''}
      isPending={isPending}
      onDo={send}
      onClose={onClose}
    >
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p>{refusedSentence(reason, say)}</p>
        <Facts>
          <Fact name={say('sync.here')}>
            <SideValue of={mine} field={field} />
          </Fact>
          {theirs !== null && (
            <Fact name={say('sync.there')}>
              <SideValue of={theirs} field={field} />
            </Fact>
          )}
        </Facts>
        {mine?.masked === true ? (
          <PasswordField label={label} value={value} onChange={setValue} kind="new" error={wrong} first />
        ) : (
          <TextInput
            label={label}
            value={value}
            error={wrong}
            autoComplete="off"
            spellCheck={false}
            maxLength={2000}
            data-autofocus=""
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
      </form>
    </AskDialog>
  );
}
