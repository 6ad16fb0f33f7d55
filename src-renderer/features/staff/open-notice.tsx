import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/page-states.tsx';
import { SetPasswordDialog } from '../sign-in/index.ts';

/** Over the list of people as long as nobody is asked who they are: one's own password comes first. */
export function OpenNotice() {
  const say = useMessage();
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(core.signIn.state.queryOptions());
  return (
    <>
      {data?.isNeeded === false && (
        <Notice actions={<Button onClick={() => setOpened(true)}>{say('signIn.set-password-open')}</Button>}>
          {say('staff.open')}
        </Notice>
      )}
      <SetPasswordDialog opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
