import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ActionOutcome } from '#shared/contract/actions.ts';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { refusedSentence } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import type { TermsDraft } from './action-terms.ts';
import styles from './actions.module.css';

interface RestoreConflictProps {
  readonly one: Pick<CustomerLine, 'username' | 'ip' | 'accountNumber'>;
  readonly reason: NonNullable<ActionOutcome['reason']>;
  readonly draft: TermsDraft;
  readonly onChange: (draft: TermsDraft) => void;
}

/** Somebody has the username, the address or the account number by now: another one, or without the last two. */
export function RestoreConflict({ one, reason, draft, onChange }: RestoreConflictProps) {
  const say = useMessage();
  const isName = reason.code.includes('username') || draft.username !== null;
  const isAddress = reason.code.includes('ip') || draft.restoredIp !== null;
  const isAccount = reason.code === 'account-number-taken' || draft.restoredAccount !== null;
  const solving = useRef<HTMLInputElement>(null);
  // What stands in the way is mended here: the keyboard is at it as soon as it is known.
  useEffect(() => {
    solving.current?.focus();
    solving.current?.select();
  }, [reason.code]);
  return (
    <div className={styles.conflict}>
      <p role="alert">{refusedSentence(reason, say)}</p>
      {isName && (
        <TextInput
          ref={solving}
          label={say('actions.other-username')}
          value={draft.username ?? one.username}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...draft, username: event.currentTarget.value })}
        />
      )}
      {isAddress && (
        <>
          <RadioList
            label={say('customers.ip')}
            choices={[
              { value: 'other', word: say('actions.other-ip') },
              { value: 'none', word: say('actions.without-ip') },
            ]}
            value={draft.restoredIp === '' ? 'none' : 'other'}
            onChoose={(choice) => onChange({ ...draft, restoredIp: choice === 'none' ? '' : (one.ip ?? ' ') })}
          />
          {draft.restoredIp !== '' && (
            <TextInput
              ref={isName ? null : solving}
              label={say('actions.new-ip')}
              value={(draft.restoredIp ?? one.ip ?? '').trim()}
              maxLength={50}
              onChange={(event) => onChange({ ...draft, restoredIp: event.currentTarget.value || ' ' })}
            />
          )}
        </>
      )}
      {isAccount && (
        <TextInput
          ref={isName || isAddress ? null : solving}
          label={say('actions.other-account')}
          description={say('actions.other-account-hint')}
          value={draft.restoredAccount ?? one.accountNumber ?? ''}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...draft, restoredAccount: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
