import { useState } from 'react';
import type { CustomerLine } from '#shared/contract/customers.ts';
import { useFormats } from '../../messages/use-formats.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Status } from '../../ui/status.tsx';

/**
 * Until when somebody is paid. Of a service that is ended by hand that may be over while it is still served: then it is said
 * since when.
 */
export function Expires({ of: { status, expires } }: { of: Pick<CustomerLine, 'status' | 'expires'> }) {
  const say = useMessage();
  const { date } = useFormats();
  const [now] = useState(() => Date.now());
  if (expires === null) return null;
  if (status !== 'active' || Date.parse(expires) > now) return date(expires);
  return (
    <Status glyph="triangle" tone="warn">
      {say('customers.over-since', { date: date(expires) })}
    </Status>
  );
}
