import type { Session } from '#shared/contract/import.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';
import styles from './reading-notes.module.css';

/** What is to be known of the file besides its rows: what it lacks, and what to do about it. */
export function ReadingNotes({ session }: { readonly session: Session }) {
  const say = useMessage();
  const { notes } = session;
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label={say('import.of-the-file')}>
      {notes.map(({ tone, code, params }) => (
        <li key={code}>
          <Status glyph={tone === 'wrong' ? 'triangle' : 'ring'} tone={tone === 'wrong' ? 'warn' : 'idle'}>
            {say(`import.note.${code}`, params)}
          </Status>
        </li>
      ))}
    </ul>
  );
}
