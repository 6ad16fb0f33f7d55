import { useQuery } from '@tanstack/react-query';
import type { Session } from '#shared/contract/import.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { sentenceInRow } from './problem-words.ts';
import styles from './refused-rows.module.css';

/** As many are read on a screen; the report has all. */
const SHOWN = 100;

/** The rows that were not imported, each with its reasons. */
export function RefusedRows({ session }: { readonly session: Session }) {
  const say = useMessage();
  const { data } = useQuery(
    core.import.rows.queryOptions({
      input: { session: session.id, filter: { show: 'errors' }, from: 0, count: SHOWN },
    }),
  );
  if (!data || data.total === 0) return null;
  const username = session.fields.findIndex(({ field }) => field === 'username');
  return (
    <>
      <table className={styles.rows} aria-label={say('import.refused-rows')}>
        <thead>
          <tr>
            <th scope="col">{say('import.row-number')}</th>
            <th scope="col">{session.fields[username]?.label}</th>
            <th scope="col">{say('import.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.number}>
              <td className={styles.number}>{row.number}</td>
              <td>{row.values[username]}</td>
              <td>
                {row.problems
                  .filter(({ severity }) => severity === 'error')
                  .map((problem) => (
                    <p key={`${problem.field} ${problem.code}`}>{sentenceInRow(problem, row, session.fields, say)}</p>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.total > SHOWN && <p className="muted">{say('import.refused-more', { count: data.total - SHOWN })}</p>}
    </>
  );
}
