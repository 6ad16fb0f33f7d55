import type { ErrorComponentProps } from '@tanstack/react-router';
import { useMessage } from '../messages/use-message.ts';
import { Button } from '../ui/button.tsx';
import { NothingYet } from '../ui/page-states.tsx';
import { Page } from '../ui/page.tsx';

/** A page that a mistake of ours has brought down: the others still work, and this one can be tried again. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const say = useMessage();
  return (
    <Page title={say('shell.broken')} layout="fill">
      <NothingYet
        title={say('shell.broken')}
        text={say('shell.broken-text', { what: error instanceof Error ? error.message : String(error) })}
        actions={
          <Button kind="primary" onClick={reset}>
            {say('common.retry')}
          </Button>
        }
      />
    </Page>
  );
}
