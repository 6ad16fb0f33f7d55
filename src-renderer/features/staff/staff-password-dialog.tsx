import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { StaffLine } from '#shared/contract/office.ts';
import { client, core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toast.tsx';

const LEAST = 8;

/** A new password for somebody else; they are signed out wherever they are. */
export function StaffPasswordDialog({ line: { id, name }, onClose }: { line: StaffLine; onClose: () => void }) {
  const say = useMessage();
  const cache = useQueryClient();
  const form = useId();
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.staff.setPassword({ id, password }),
    gcTime: 0,
    onSuccess: async () => {
      onClose();
      toast({ message: say('staff.password-set', { name }) });
      await cache.invalidateQueries({ queryKey: core.staff.key() });
    },
  });
  const isReady = password.length >= LEAST;
  return (
    <Dialog
      title={say('staff.password-of', { name })}
      opened
      onClose={onClose}
      lightDismiss={!isPending && password === ''}
      actions={
        <>
          <Button onClick={onClose}>{say('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} disabled={isPending || !isReady}>
            {say('signIn.set-do')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending && isReady) mutate();
        }}
      >
        <PasswordField
          label={say('signIn.new-password')}
          hint={`${say('signIn.at-least', { count: LEAST })} ${say('staff.tell-them')}`}
          kind="new"
          first
          value={password}
          onChange={setPassword}
          error={error === null ? undefined : sentenceOf(error, say)}
        />
      </form>
    </Dialog>
  );
}
