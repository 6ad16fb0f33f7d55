import type { Session } from '#shared/contract/import.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './first-lines.module.css';

/** Columns shown; a sheet may have 16,384. */
const COLUMNS = 40;

/** The first lines of the sheet as they stand in the file, the headings marked. Headings that stand in no line have no number. */
export function FirstLines({ session }: { readonly session: Session }) {
  const say = useMessage();
  const { head, headerRow } = session;
  const width = Math.max(...head.map(({ cells }) => cells.length));
  const shown = Math.min(width, COLUMNS);
  const passwords = new Set(session.columns.filter(({ field }) => field === 'password').map(({ column }) => column));
  const textAt = (row: Session['head'][number], column: number): string => {
    const text = row.cells[column] ?? '';
    return passwords.has(column) && row.number !== headerRow && text !== '' ? '••••••••' : text;
  };
  return (
    <section>
      <h2>{say('import.first-lines')}</h2>
      {/* Scrolled by keyboard too. */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={say('import.first-lines')}>
        <table className={styles.table}>
          <tbody>
            {head.map((row) => (
              <tr key={row.number} className={row.number === headerRow ? styles.headings : undefined}>
                <th scope="row">{row.number > 0 && row.number}</th>
                {Array.from({ length: shown }, (_, column) => (
                  <td key={column} title={textAt(row, column)}>
                    {textAt(row, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {width > shown && <p className="muted">{say('import.more-columns', { count: width - shown })}</p>}
    </section>
  );
}
