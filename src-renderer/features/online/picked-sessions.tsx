import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';

interface PickedSessionsProps {
  readonly count: number;
  readonly onDisconnect: () => void;
  readonly onNone: () => void;
}

/** What can be done with the sessions that are picked. */
export function PickedSessions({ count, onDisconnect, onNone }: PickedSessionsProps) {
  const say = useMessage();
  return (
    <PickedBar label={say('online.picked')} count={count} onNone={onNone}>
      <Button kind="danger" onClick={onDisconnect}>
        {say('online.disconnect-many', { count })}
      </Button>
    </PickedBar>
  );
}
