import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { online, PastSession } from '#shared/contract/online.ts';
import type { SessionRow } from '#shared/sync/online.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import type { CentralAsk } from '../sync/index.ts';
import { answerOf, customerWithin } from './central-answer.ts';
import { asMac } from './read-sessions.ts';

type Asked = InferContractRouterInputs<typeof online>['sessions'] & { readonly limit: number };
type Told = InferContractRouterOutputs<typeof online>['sessions'];

type Deps = Pick<FeatureDeps, 'store'> & { readonly central: CentralAsk };

/** When a customer was online, the newest first. Throws Refusal `customer-unknown`, `sync-none` or why the server is not reached. */
export async function pastSessions(
  { store, central }: Deps,
  actor: Actor,
  { customer, after, limit }: Asked,
): Promise<Told> {
  customerWithin(store, actor, customer);
  const { sessions, next } = await answerOf(central, (line) =>
    line.sessions({ customer, after: after ?? null, limit }),
  );
  return { sessions: sessions.map(toldOf), next };
}

function toldOf({ start, end, updated, nas, mac, ...row }: SessionRow): PastSession {
  const { id, username, cause, address, bytesDown, bytesUp } = row;
  const last = end ?? updated;
  return {
    ...{ id, username, cause, address, bytesDown, bytesUp },
    start: instant(start),
    end: instant(end),
    seconds: start === null || last === null ? null : Math.max(0, Math.floor((last - start) / 1000)),
    mac: asMac(mac ?? ''),
    router: nas.name ?? nas.address,
  };
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
