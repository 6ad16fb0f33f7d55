import { useMutation, useQueryClient } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './undo-dialog.module.css';

/** Names shown of those that stayed; the rest is a number. */
const NAMED = 50;

interface UndoDialogProps {
  readonly batch: string;
  readonly fileName: string;
  /** Customers that would go. */
  readonly undoable: number;
  readonly onClose: () => void;
}

/** Asks before an import is taken back, says what will go and what will stay, and then what went and what stayed and why. */
export function UndoDialog({ batch, fileName, undoable, onClose }: UndoDialogProps) {
  const say = useMessage();
  const cache = useQueryClient();
  const undo = useMutation(
    core.import.undoBatch.mutationOptions({
      // Customers, batches, counts, the session itself: all of it may show something else now.
      onSuccess: () => cache.invalidateQueries(),
    }),
  );
  const undone = undo.data;
  return (
    <Dialog
      title={say('import.undo-title')}
      opened
      onClose={onClose}
      lightDismiss={!undo.isPending}
      actions={
        undone === undefined ? (
          <>
            <Button onClick={onClose} disabled={undo.isPending}>
              {say('import.keep-customers')}
            </Button>
            <Button kind="danger" disabled={undo.isPending} onClick={() => undo.mutate({ batch })}>
              {undo.isPending ? say('import.undoing') : say('import.undo-do', { count: undoable })}
            </Button>
          </>
        ) : (
          <Button kind="primary" onClick={onClose}>
            {say('common.close')}
          </Button>
        )
      }
    >
      {undone === undefined ? (
        <>
          <p className={styles.file}>{fileName}</p>
          <p>{say('import.undo-text', { count: undoable })}</p>
        </>
      ) : (
        <div role="status">
          <Status glyph="tick" tone="good">
            {say('import.undone', { count: undone.removed })}
          </Status>
          {undone.left.length > 0 && (
            <>
              <p className={styles.stayed}>{say('import.stayed', { count: undone.left.length })}</p>
              <ul className={styles.left}>
                {undone.left.slice(0, NAMED).map(({ username, code }) => (
                  <li key={username}>
                    <span>{username}</span>
                    <span className="muted">{leftBecause(code, say)}</span>
                  </li>
                ))}
                {undone.left.length > NAMED && (
                  <li className="muted">{say('import.and-more', { count: undone.left.length - NAMED })}</li>
                )}
              </ul>
            </>
          )}
        </div>
      )}
      {undo.error !== null && <p role="alert">{sentenceOf(undo.error, say)}</p>}
    </Dialog>
  );
}

function leftBecause(code: string, say: ReturnType<typeof useMessage>): string {
  return code === 'deleted-since' ? say('import.left.deleted-since') : say('import.left.changed-since');
}
