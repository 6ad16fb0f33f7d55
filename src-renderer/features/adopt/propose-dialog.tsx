import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FoundRecord } from '#shared/contract/adopt.ts';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toast.tsx';

import { ExportField } from './export-field.tsx';

interface ProposeProps {
  readonly router: string;
  readonly records: readonly FoundRecord[];
  readonly hasPasswords: boolean;
  readonly onClose: () => void;
}

/** Opens an import of people who are new, with a second log-in or an export for their passwords if somebody has one. */
export function ProposeDialog({ router, records, hasPasswords, onClose }: ProposeProps) {
  const say = useMessage();
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [exported, setExported] = useState<File | null>(null);
  const propose = useMutation(
    core.adopt.propose.mutationOptions({
      // The log-in and the file are used this once: nothing of them stays in the page.
      gcTime: 0,
      onSuccess: async ({ session, unknownPasswords: count }) => {
        if (count > 0) toast({ message: say('adopt.unknown', { count }) });
        await navigate({ to: '/import/$session', params: { session } });
      },
    }),
  );
  const privileged = username === '' ? {} : { privileged: { username, password } };
  const file = exported === null ? {} : { export: exported };
  return (
    <Dialog
      title={say('adopt.propose-title', { count: records.length })}
      opened
      onClose={onClose}
      lightDismiss={!propose.isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={propose.isPending}>
            {say('common.cancel')}
          </Button>
          <Button
            kind="primary"
            disabled={propose.isPending}
            onClick={() => propose.mutate({ router, records: records.map(({ id }) => id), ...privileged, ...file })}
          >
            {say(propose.isPending ? 'adopt.proposing' : 'adopt.propose-do')}
          </Button>
        </>
      }
    >
      <p>{say('adopt.propose-text')}</p>
      {!hasPasswords && (
        <>
          <p style={{ margin: '12px 0' }}>{say('adopt.privileged-text')}</p>
          <TextInput
            label={say('adopt.privileged-name')}
            value={username}
            autoComplete="off"
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordField
            kind="current"
            label={say('adopt.privileged-password')}
            value={password}
            onChange={setPassword}
          />
          <ExportField
            file={exported}
            disabled={propose.isPending}
            onChoose={(file) => {
              setExported(file);
              // What was wrong with the one before is not wrong with this one.
              propose.reset();
            }}
          />
        </>
      )}
      {propose.error !== null && (
        <p role="alert" style={{ marginBlockStart: 12 }}>
          {sentenceOf(propose.error, say)}
        </p>
      )}
    </Dialog>
  );
}
