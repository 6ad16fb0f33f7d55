import { useQuery } from '@tanstack/react-query';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';

/** On the list of the deleted: until when one of them can be restored. Nothing when they are kept for ever. */
export function PurgedAfter() {
  const say = useMessage();
  const { data } = useQuery(core.settings.get.queryOptions());
  const count = data?.purgeAfterDays ?? 0;
  return count === 0 ? null : <span className="muted">{say('customers.purged-after', { count })}</span>;
}
