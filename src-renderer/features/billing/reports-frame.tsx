import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProcedurePath } from '#shared/contract/rules.ts';
import { useMessage } from '../../messages/use-message.ts';
import { NotForYou } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import parts from '../../ui/parts.module.css';
import { useMay } from '../sign-in/index.ts';

interface ReportsFrameProps {
  /** What the report lives on: whose role may not call it is told so instead. */
  readonly needs: ProcedurePath;
  readonly children: ReactNode;
}

/** A report under the names of all those that the role may see. */
export function ReportsFrame({ needs, children }: ReportsFrameProps) {
  const say = useMessage();
  const { allowed, why } = useMay(needs);
  const btrc = useMay('reports.btrcPreview');
  const cash = useMay('ledger.cash');
  const suspensions = useMay('ledger.suspensions');
  const link = { className: parts.part, activeOptions: { exact: true, includeSearch: false } } as const;
  return (
    <Page title={say('reports.title')}>
      <nav className={parts.parts} aria-label={say('reports.parts')}>
        {btrc.allowed && (
          <Link to="/reports" {...link}>
            {say('reports.btrc')}
          </Link>
        )}
        {cash.allowed && (
          <Link to="/reports/cash" {...link}>
            {say('cash.title')}
          </Link>
        )}
        {suspensions.allowed && (
          <Link to="/reports/suspensions" {...link}>
            {say('suspensions.title')}
          </Link>
        )}
      </nav>
      {allowed ? children : <NotForYou why={why} />}
    </Page>
  );
}
