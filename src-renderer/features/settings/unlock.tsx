import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/page-states.tsx';
import { toast } from '../../ui/toast.tsx';

/** Over every page of records that come from another computer, until their recovery code is given. */
export function UnlockNotice() {
  const say = useMessage();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(core.settings.get.queryOptions());
  return (
    <>
      {data?.locked === true && (
        <Notice actions={<Button onClick={() => setOpened(true)}>{say('settings.unlock-enter')}</Button>}>
          {say('settings.unlock-due')}
        </Notice>
      )}
      <UnlockDialog opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

function UnlockDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const say = useMessage();
  const cache = useQueryClient();
  const form = useId();
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation(
    core.settings.unlock.mutationOptions({
      onSuccess: async () => {
        onClose();
        setCode('');
        toast({ message: say('settings.unlocked') });
        await cache.invalidateQueries();
      },
    }),
  );
  return (
    <Dialog
      title={say('settings.unlock')}
      opened={opened}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} disabled={isPending || code.trim() === ''}>
            {say('settings.unlock-do')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ code });
        }}
      >
        <TextInput
          label={say('settings.recovery')}
          description={say('settings.unlock-what')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={error === null ? undefined : sentenceOf(error, say)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus=""
        />
      </form>
    </Dialog>
  );
}
