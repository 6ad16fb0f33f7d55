import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CouldNotLoad, Loading } from '../../ui/page-states.tsx';
import { toast } from '../../ui/toast.tsx';
import { GatewayForm } from './gateway-form.tsx';

/** The gateway of one's own operator, or the one that is lent from above. */
export function GatewayPart() {
  const say = useMessage();
  const [isDescribing, setDescribing] = useState(false);
  const { data, error, refetch } = useQuery(core.messages.gateway.queryOptions());
  if (data === undefined)
    return error === null ? <Loading /> : <CouldNotLoad error={error} onRetry={() => void refetch()} />;
  if (data !== null && !data.isOwn && !isDescribing) {
    return (
      <>
        <p>{say('messages.lent-gateway', { operator: data.operator, name: data.name })}</p>
        <div>
          <Button onClick={() => setDescribing(true)}>{say('messages.own-gateway')}</Button>
        </div>
      </>
    );
  }
  const own = data?.isOwn === true ? data : null;
  return (
    <GatewayForm key={own?.version ?? 'new'} own={own}>
      {own !== null && <Remove version={own.version} />}
    </GatewayForm>
  );
}

function Remove({ version }: { version: number }) {
  const say = useMessage();
  const cache = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { mutate, isPending, error } = useMutation(
    core.messages.removeGateway.mutationOptions({
      onSuccess: async () => {
        setAsked(false);
        toast({ message: say('messages.removed'), about: 'gateway' });
        await cache.invalidateQueries({ queryKey: core.messages.key() });
      },
    }),
  );
  return (
    <>
      <Button kind="danger" onClick={() => setAsked(true)}>
        {say('messages.remove')}
      </Button>
      <Dialog
        title={say('messages.remove-title')}
        opened={isAsked}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{say('common.cancel')}</Button>
            <Button kind="danger" disabled={isPending} onClick={() => mutate({ version })}>
              {say('messages.remove')}
            </Button>
          </>
        }
      >
        <p>{say('messages.remove-text')}</p>
        {error !== null && <p role="alert">{sentenceOf(error, say)}</p>}
      </Dialog>
    </>
  );
}
