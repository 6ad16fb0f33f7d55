import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import styles from './fix-foot.module.css';
import type { Notice } from './use-fix-actions.ts';

interface FixFootProps {
  readonly hasErrors: boolean;
  readonly notice: Notice | null;
  readonly onNextError: () => void;
  readonly onExport: () => void;
  readonly onUndo: () => void;
}

/** Under the rows: the way to the next error, and what the last action came to. */
export function FixFoot({ hasErrors, notice, onNextError, onExport, onUndo }: FixFootProps) {
  const say = useMessage();
  return (
    <>
      <Button kind="quiet" disabled={!hasErrors} onClick={onNextError}>
        {say('import.next-error')} <kbd>F8</kbd>
      </Button>
      <Button kind="quiet" disabled={!hasErrors} onClick={onExport}>
        {say('import.export-errors')}
      </Button>
      {/* It is there before there is something to say, so that it is read out when there is. */}
      <span role="status" className={notice?.kind === 'failed' ? styles.failed : styles.notice} title={notice?.text}>
        {notice?.text}
      </span>
      {notice?.kind === 'undoable' && (
        <Button kind="quiet" onClick={onUndo}>
          {say('import.undo-step')}
        </Button>
      )}
    </>
  );
}
