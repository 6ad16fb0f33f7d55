import type { ReactNode } from 'react';
import type { ProcedurePath } from '#shared/contract/rules.ts';
import { NotForYou } from '../../ui/page-states.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from './use-may.ts';

interface ForRoleProps {
  /** What the page is for: "reports.btrcPreview". */
  readonly needs: ProcedurePath;
  readonly title: string;
  readonly children: ReactNode;
}

/** A page, or why this person does not get it: then nothing of it is asked for. */
export function ForRole({ needs, title, children }: ForRoleProps) {
  const { allowed, why } = useMay(needs);
  if (allowed) return children;
  return (
    <Page title={title} layout="fill">
      <NotForYou why={why} />
    </Page>
  );
}
