import { eq } from 'drizzle-orm';
import type { InferContractRouterInputs } from '@orpc/contract';
import type { RouterTested, routers } from '#shared/contract/routers.ts';
import { rules } from '#shared/contract/rules.ts';
import { can } from '#shared/domain/operator/can.ts';
import { hostFault } from '#shared/domain/provisioning/host.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { router } from '../../store/schema.ts';
import { ownerWithin } from '../operators/index.ts';
import { keepAnswer, keepFailure } from './contact.ts';
import { routerRefusal } from './failure-words.ts';
import type { ConnectRouter } from './router-lines.ts';
import { refuseElsewhere, type RouterRow } from './router-kind.ts';
import { openRouterPassword } from '../../store/index.ts';
import { testConnection, type Tested } from './test-connection.ts';

type Deps = Pick<FeatureDeps, 'store' | 'now'> & { readonly connect: ConnectRouter };
type Asked = InferContractRouterInputs<typeof routers>['test'];

/** Tests the connection of a router as it is typed, or as it is kept. Throws Refusals about what is typed. */
export async function testRouter(
  { store, now, connect }: Deps,
  actor: Actor,
  asked: Asked,
  signal: AbortSignal | undefined,
): Promise<RouterTested> {
  const kept = asked.id === null ? null : keptRouter(store, actor, asked.id);
  if (hostFault(asked.host)) throw new Refusal('router-host', { value: asked.host, field: 'host' });
  const name = kept?.name ?? asked.host;
  const password = asked.password ?? keptPassword(store, actor, kept, asked, name);
  const tested = await testConnection({ ...asked, name, password }, { connect, now, ...(signal ? { signal } : {}) });
  if (kept && isAsKept(asked, kept)) await keep(store, kept, now(), tested);
  const { steps, fingerprint, contact } = tested;
  return { steps, fingerprint, contact };
}

function keptRouter(store: Deps['store'], actor: Actor, id: string): RouterRow {
  const row = store.query.select().from(router).where(eq(router.id, id)).get();
  if (!row) throw new Refusal('record-unknown');
  ownerWithin(store, actor, row.operatorId, 'record-unknown');
  return row;
}

/** The password that is kept, for the place that it is kept for and no other. */
function keptPassword(store: Deps['store'], actor: Actor, kept: RouterRow | null, asked: Asked, name: string): string {
  if (kept) {
    refuseElsewhere(asked, kept);
    // Another certificate is another place, unless whoever may say which one is trusted says so.
    const isTrusted = asked.fingerprint === null || asked.fingerprint === kept.fingerprint || !asked.tls;
    if (!isTrusted && !can(actor, rules.routers.change, 'own')) {
      throw new Refusal('router-password-again', { field: 'password' });
    }
  }
  if (!kept || kept.passwordSealed === null)
    throw new Refusal('router-no-password', { router: name, field: 'password' });
  return openRouterPassword(store.seal, kept.id, kept.passwordSealed);
}

/** Whether what was tried is what the router is kept with: then the list may know how it went. */
const isAsKept = (asked: Asked, kept: RouterRow): boolean =>
  asked.password === null &&
  asked.host.toLowerCase() === kept.host &&
  asked.port === kept.port &&
  asked.tls === kept.tls &&
  asked.fingerprint === kept.fingerprint &&
  asked.username === kept.username;

async function keep(store: Deps['store'], row: RouterRow, at: Date, { facts, failure }: Tested): Promise<void> {
  await store.write(({ orm }) => {
    if (facts) keepAnswer(orm, row.id, at, facts);
    else if (failure) keepFailure(orm, row.id, at, routerRefusal(failure, row.name));
  });
}
