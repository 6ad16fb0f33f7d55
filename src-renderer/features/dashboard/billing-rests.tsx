import { useMutation, useQueryClient } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { sentenceOf } from '../../host/refusal.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Button } from '../../ui/button.tsx';
import { Status } from '../../ui/status.tsx';

interface BillingRestsProps {
  /** When billing went on last. */
  readonly since: string;
  /** "2026-12-03", by the ISP's clock. */
  readonly today: string;
  readonly isMoneyTaken: boolean;
}

/** Nobody is charged for a clock that was set wrong: somebody says first that the date is right. */
export function BillingRests({ since, today, isMoneyTaken }: BillingRestsProps) {
  const say = useMessage();
  const { day } = useFormats();
  const cache = useQueryClient();
  const run = useMutation({
    ...core.billing.run.mutationOptions(),
    onSuccess: () => cache.invalidateQueries(),
  });
  return (
    <li>
      <Status glyph="triangle" tone="warn">
        {say(isMoneyTaken ? 'dashboard.clock-unsure' : 'dashboard.billing-rests', {
          today: day(today),
          since: day(since),
        })}
      </Status>{' '}
      <Button kind="quiet" disabled={run.isPending} onClick={() => run.mutate({})}>
        {say('dashboard.billing-go-on')}
      </Button>
      {run.error !== null && <span role="alert"> {sentenceOf(run.error, say)}</span>}
    </li>
  );
}
