import { IconFileImport } from '@tabler/icons-react';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import { ChooseFile } from './choose-file.tsx';
import styles from './file-place.module.css';
import { useIncoming } from './incoming.ts';

/** Where a file is dropped or chosen, and what became of it. The whole window takes it; this says so. */
export function FilePlace() {
  const say = useMessage();
  const { size } = useFormats();
  const incoming = useIncoming();
  const isTaking = incoming?.error === null;
  return (
    <section className={styles.place} aria-label={say('import.choose')}>
      <IconFileImport size={32} stroke={1.25} aria-hidden="true" />
      {isTaking ? (
        <p role="status" className={styles.title}>
          {say('import.taking', { file: incoming.name, size: size(incoming.size) })}
        </p>
      ) : (
        <>
          <p className={styles.title}>{say('import.drop')}</p>
          <ChooseFile kind="primary">{say('import.choose')}</ChooseFile>
        </>
      )}
      <p className="muted">{say('import.kinds')}</p>
      {incoming !== null && !isTaking && (
        <p role="alert" className={styles.refused}>
          <Status glyph="square" tone="bad">
            {say('import.not-taken', { file: incoming.name })}
          </Status>{' '}
          {sentenceOf(incoming.error, say)}
        </p>
      )}
    </section>
  );
}
