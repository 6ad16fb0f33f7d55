import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { core } from '../../host/core.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Section } from '../../ui/facts.tsx';
import { Status } from '../../ui/status.tsx';
import { useMay } from '../sign-in/index.ts';
import { BillingRests } from './billing-rests.tsx';
import styles from './dashboard.module.css';
import { RoutersWaiting } from './routers-waiting.tsx';

interface WaitingProps extends Pick<Dashboard, 'btrc' | 'billingRests' | 'isMoneyTaken' | 'routers'> {
  /** "2026-12-03", by the ISP's clock. */
  readonly today: string;
}

/** What waits for the office: the date of the machine, the regulator's report, routers, and imports that were begun. Nothing is said when nothing waits. */
export function Waiting({ btrc, billingRests, isMoneyTaken, routers, today }: WaitingProps) {
  const say = useMessage();
  const { day, month } = useFormats();
  const may = useMay('import.unfinished');
  const { data: imports = [] } = useQuery({ ...core.import.unfinished.queryOptions(), enabled: may.allowed });
  const report = btrc?.isDue === true ? btrc : null;
  const isLate = report !== null && report.due < today;
  if (report === null && billingRests === null && routers.length + imports.length === 0) return null;
  return (
    <Section title={say('dashboard.waiting')}>
      <ul className={styles.waiting}>
        {billingRests !== null && <BillingRests since={billingRests} today={today} isMoneyTaken={isMoneyTaken} />}
        {report !== null && (
          <li>
            <Status glyph="triangle" tone="warn">
              {say(isLate ? 'dashboard.btrc-late' : 'dashboard.btrc', {
                month: month(report.month),
                due: day(report.due),
              })}
            </Status>{' '}
            <Link to="/reports" search={{ month: report.month }}>
              {say('dashboard.to-report')}
            </Link>
          </li>
        )}
        <RoutersWaiting routers={routers} />
        {imports.length > 0 && (
          <li>
            <Status glyph="dotted" tone="idle">
              {say('dashboard.imports', { count: imports.length, file: imports[0]?.file.name ?? '' })}
            </Status>{' '}
            <Link to="/import">{say('dashboard.to-import')}</Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
