import { useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';

interface ExpiresProps {
  readonly of: Pick<CustomerLine, 'status' | 'expires'>;
  /** Where there is room for a date only. */
  readonly short?: boolean;
}

/** Until when somebody is paid. Of a service that is ended by hand that may be over while it is still served: that is marked. */
export function Expires({ of: { status, expires }, short = false }: ExpiresProps) {
  const say = useMessage();
  const { date } = useFormats();
  const [now] = useState(() => Date.now());
  if (expires === null) return null;
  if (status !== 'active' || Date.parse(expires) > now) return date(expires);
  const words = say('customers.over-since', { date: date(expires) });
  return (
    <span title={short ? words : undefined}>
      <Status glyph="triangle" tone="warn">
        {short ? date(expires) : words}
      </Status>
    </span>
  );
}
