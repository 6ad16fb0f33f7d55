import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import styles from './sessions.module.css';

interface DataUsedProps {
  readonly used: InferContractRouterOutputs<Contract>['online']['usage'];
}

const WIDTH = 160;

/** What was used in all, and on each day of which there is something to tell, the latest first. */
export function DataUsed({ used: { from, to, rows, total } }: DataUsedProps) {
  const say = useMessage();
  const { day, size } = useFormats();
  const time = { from: day(from), to: day(to) };
  if (rows.length === 0) return <p className="muted">{say('sessions.used-none', time)}</p>;
  const most = Math.max(1, ...rows.map(({ bytesDown, bytesUp }) => bytesDown + bytesUp));
  return (
    <>
      <p>{say('sessions.used-from', { ...time, down: size(total.bytesDown), up: size(total.bytesUp) })}</p>
      <table className={styles.days} aria-label={say('sessions.used')}>
        <thead>
          <tr>
            <th scope="col">{say('sessions.day')}</th>
            <th scope="col" className={styles.number}>
              {say('sessions.down')}
            </th>
            <th scope="col" className={styles.number}>
              {say('sessions.up')}
            </th>
            <th scope="col">{say('sessions.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ key, bytesDown, bytesUp }) => (
            <tr key={key}>
              <th scope="row">{day(key)}</th>
              <td className={styles.number}>{size(bytesDown)}</td>
              <td className={styles.number}>{size(bytesUp)}</td>
              <td>
                <Bar down={bytesDown / most} up={bytesUp / most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The same as the two numbers before it, to be seen at a glance: down, then up, of the day with most. */
function Bar({ down, up }: { readonly down: number; readonly up: number }) {
  return (
    <svg className={styles.bar} width={WIDTH} height="8" aria-hidden="true">
      <rect className={styles.all} width={WIDTH} height="8" rx="2" />
      <rect className={styles.up} width={WIDTH * (down + up)} height="8" rx="2" />
      <rect className={styles.down} width={WIDTH * down} height="8" rx="2" />
    </svg>
  );
}
