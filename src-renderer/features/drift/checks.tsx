import { useQuery } from '@tanstack/react-query';
import type { RouterCheck } from '#shared/contract/routers.ts';
import { core } from '../../host/core.ts';
import { useMessage } from '../../messages/use-message.ts';
import { Notice } from '../../ui/page-states.tsx';
import { useCheckWords, useMoment } from '../routers/index.ts';

/** What the comparison before this one had found: that of the night, unless somebody looked since. */
export function Before({ check: { compared, unread } }: { readonly check: RouterCheck }) {
  const say = useMessage();
  const moment = useMoment();
  const words = useCheckWords();
  if (unread !== null) return say('drift.before-unread', { since: moment(unread.since) });
  return compared && say('drift.before', { at: moment(compared.at), found: words(compared) });
}

/** What is known of a router that cannot be compared now. */
export function LastCheck({ router }: { readonly router: string }) {
  const say = useMessage();
  const moment = useMoment();
  const words = useCheckWords();
  const { data: routers = [] } = useQuery(core.routers.list.queryOptions());
  const compared = routers.find(({ id }) => id === router)?.check.compared ?? null;
  if (compared === null) return null;
  return <Notice>{say('drift.last', { at: moment(compared.at), found: words(compared) })}</Notice>;
}
