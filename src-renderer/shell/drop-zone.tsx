import { IconFileImport } from '@tabler/icons-react';
import { useMessage } from '../messages/use-message.ts';
import styles from './drop-zone.module.css';
import { useFileDrop } from './use-file-drop.ts';

/** Says, while a file is held over the window, that it may be let go anywhere; null: nothing is to be done with one. */
export function DropZone({ onFile }: { onFile: ((file: File) => void) | null }) {
  const say = useMessage();
  const over = useFileDrop(onFile);
  if (!over || onFile === null) return null;
  return (
    <div className={styles.overlay} role="status">
      <IconFileImport size={40} stroke={1.25} aria-hidden="true" />
      <strong>{say('shell.drop-title')}</strong>
      <span className="muted">{say('shell.drop-text')}</span>
    </div>
  );
}
