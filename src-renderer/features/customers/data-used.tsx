import type { InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '#shared/contract/index.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { NumberCell, PlainTable } from '../../ui/plain-table.tsx';
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
    <div className={styles.used}>
      <p>{say('sessions.used-from', { ...time, down: size(total.bytesDown), up: size(total.bytesUp) })}</p>
      <PlainTable
        label={say('sessions.used')}
        columns={[
          { word: say('sessions.day') },
          { word: say('sessions.down'), isNumber: true },
          { word: say('sessions.up'), isNumber: true },
          { word: say('sessions.share') },
        ]}
        oneLine
      >
        {rows.toReversed().map(({ key, bytesDown, bytesUp }) => (
          <tr key={key}>
            <th scope="row">{day(key)}</th>
            <NumberCell>{size(bytesDown)}</NumberCell>
            <NumberCell>{size(bytesUp)}</NumberCell>
            <td>
              <Bar down={bytesDown / most} up={bytesUp / most} />
            </td>
          </tr>
        ))}
      </PlainTable>
    </div>
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
