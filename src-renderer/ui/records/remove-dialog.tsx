import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refusalOf, sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { toast } from '../toast.tsx';
import type { KeptLine, RecordScreen } from './record-screen.ts';
import styles from './records.module.css';

interface RemoveDialogProps<Line extends KeptLine, Fields> {
  readonly screen: RecordScreen<Line, Fields>;
  readonly line: Line;
  readonly onClose: () => void;
}

/** Asks before a record is taken away; says what is in the way and how much of it, and offers to retire it instead. */
export function RemoveDialog<Line extends KeptLine, Fields>({
  screen,
  line,
  onClose,
}: RemoveDialogProps<Line, Fields>) {
  const say = useMessage();
  const cache = useQueryClient();
  const name = screen.titleOf(line);
  const done = async (message: string): Promise<void> => {
    onClose();
    toast({ message });
    await cache.invalidateQueries();
  };
  const remove = useMutation({
    mutationFn: () => screen.calls.remove({ id: line.id }),
    onSuccess: () => done(say('records.removed', { name })),
  });
  const retire = useMutation({
    mutationFn: () => screen.calls.retire({ id: line.id, retired: true }),
    onSuccess: () => done(say(screen.words.retired ?? 'records.retired', { name })),
  });
  const isInUse = refusalOf(remove.error)?.code === 'record-in-use';
  const isPending = remove.isPending || retire.isPending;
  const failure = remove.error ?? retire.error;
  return (
    <Dialog
      title={say('records.remove-title', { name })}
      opened
      onClose={onClose}
      lightDismiss={!isPending}
      actions={
        <>
          <Button onClick={onClose} disabled={isPending}>
            {say('common.cancel')}
          </Button>
          {isInUse && line.retiredAt === null && (
            <Button kind="primary" disabled={isPending} onClick={() => retire.mutate()}>
              {say('records.retire-instead')}
            </Button>
          )}
          {!isInUse && (
            <Button kind="danger" disabled={isPending} data-autofocus="" onClick={() => remove.mutate()}>
              {say('records.remove')}
            </Button>
          )}
        </>
      }
    >
      {failure === null ? (
        <p>{say('records.remove-text')}</p>
      ) : (
        <div role="alert">
          <p className={styles.failure}>{sentenceOf(failure, say)}</p>
          {isInUse && line.retiredAt === null && <p>{say('records.retire-text')}</p>}
        </div>
      )}
    </Dialog>
  );
}
