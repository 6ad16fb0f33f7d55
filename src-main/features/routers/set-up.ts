import { randomBytes } from 'node:crypto';
import type { InferContractRouterInputs } from '@orpc/contract';
import type { routers, SetUpScript } from '#shared/contract/routers.ts';
import { generatedPassword } from '#shared/domain/customer/password.ts';
import { parseCidr, parseIpv4 } from '#shared/domain/ip/ipv4.ts';
import { setUpScript } from '#shared/domain/provisioning/set-up-script.ts';
import { SET_UP_TEMPLATE } from '#shared/domain/provisioning/set-up-template.ts';
import { Refusal } from '../../refusal.ts';

/** A script that sets a router up, with a new password that is told this once and kept nowhere. */
export function routerSetUp(asked: InferContractRouterInputs<typeof routers>['setUpScript']): SetUpScript {
  const { username, from, tls, authentication, radiusServer } = asked;
  if (from !== null && parseIpv4(from) === null && parseCidr(from) === null) {
    throw new Refusal('router-script-from', { value: from, field: 'from' });
  }
  if (radiusServer !== null && parseIpv4(radiusServer) === null) {
    throw new Refusal('router-script-radius', { value: radiusServer, field: 'radiusServer' });
  }
  const some = (): string => generatedPassword((count) => randomBytes(count));
  // Nobody reads it out on the telephone: it may be long.
  const password = `${some()}-${some()}`;
  const radius = authentication === 'radius';
  const script = setUpScript(SET_UP_TEMPLATE, { username, password, from, tls, radius, radiusServer });
  return { name: 'lastmile-router-setup.rsc', script, password };
}
