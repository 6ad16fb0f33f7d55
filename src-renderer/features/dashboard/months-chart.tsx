import type { Dashboard } from '#shared/contract/dashboard.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Section } from '../../ui/facts.tsx';
import styles from './dashboard.module.css';

type Month = Dashboard['months'][number];

// In units of the picture, which is as wide as the page.
const WIDTH = 960;
const STEP = WIDTH / 12;
const BAR = 44;
const TOP = 24;
const FLOOR = 196;
const HEIGHT = 256;

/** Customers at the end of each month as columns, with those who came and went beneath; a table says the same in words. */
export function MonthsChart({ months }: { months: readonly Month[] }) {
  const say = useMessage();
  const { count, month: name } = useFormats();
  const most = Math.max(1, ...months.map(({ customers }) => customers));
  return (
    <Section title={say('dashboard.months')}>
      <div className={styles.chart}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <line x1="0" x2={WIDTH} y1={FLOOR} y2={FLOOR} className={styles.floor} />
          {months.map((month, index) => (
            <Column key={month.month} of={month} middle={STEP * (index + 0.5)} most={most} />
          ))}
        </svg>
      </div>
      <p className={styles.legend} aria-hidden="true">
        <span className={styles.joined}>{say('dashboard.legend-joined')}</span>
        <span className={styles.left}>{say('dashboard.legend-left')}</span>
      </p>
      <table className="unseen">
        <caption>{say('dashboard.months')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('dashboard.month')}</th>
            <th scope="col">{say('dashboard.customers')}</th>
            <th scope="col">{say('dashboard.joined')}</th>
            <th scope="col">{say('dashboard.left')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, customers, joined, left }) => (
            <tr key={month}>
              <th scope="row">{name(month)}</th>
              <td>{count(customers)}</td>
              <td>{count(joined)}</td>
              <td>{count(left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Column({ of, middle, most }: { of: Month; middle: number; most: number }) {
  const { count, month, monthShort } = useFormats();
  const height = Math.round(((FLOOR - TOP) * of.customers) / most);
  const top = FLOOR - height;
  // The year stands where one begins, and at the first column.
  const [year = '', number = ''] = of.month.split('-');
  return (
    <g>
      <title>{month(of.month)}</title>
      <rect x={middle - BAR / 2} y={top} width={BAR} height={height} rx="2" className={styles.bar} />
      <text x={middle} y={top - 6} className={styles.total}>
        {count(of.customers)}
      </text>
      <text x={middle} y={FLOOR + 18} className={styles.month}>
        {number === '01' ? `${monthShort(of.month)} ${year}` : monthShort(of.month)}
      </text>
      {of.joined > 0 && (
        <text x={middle} y={FLOOR + 36} className={styles.joined}>
          +{count(of.joined)}
        </text>
      )}
      {of.left > 0 && (
        <text x={middle} y={FLOOR + 54} className={styles.left}>
          −{count(of.left)}
        </text>
      )}
    </g>
  );
}
