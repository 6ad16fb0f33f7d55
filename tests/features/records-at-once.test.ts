import { describe, expect, test } from 'vitest';
import type { BillingProfileFields, ZoneFields } from '#shared/contract/office.ts';
import type { RouterFields } from '#shared/contract/routers.ts';
import { coreAtWork } from './core-at-work.ts';
import { refusedWith } from './refusals.ts';

// The store itself refuses no name twice (a server's rows may bring one): whoever writes looks before.

type Named = { readonly name: string; readonly code: string | null };

const zone = (operatorId: string, named: Named): ZoneFields => ({
  ...{ operatorId, ...named, parentId: null, colour: null, distributionPoint: null },
  ...{ division: null, district: null, thana: null },
});
const profile = (operatorId: string, named: Named): BillingProfileFields => ({
  ...{ operatorId, ...named, mode: 'monthly', billingDay: 1, graceDays: 7, autoSuspend: true },
  ...{ timing: 'arrears', prorateFirst: true },
});
const router = (operatorId: string, named: Named): RouterFields => ({
  ...{ operatorId, ...named, host: `${named.name.toLowerCase()}.${named.code ?? 'x'}.lan`, port: 8728, tls: false },
  ...{ fingerprint: null, username: 'lastmile', password: 'secret-word', codePage: 'windows-1252', writes: false },
  ...{ authentication: 'local', suspension: 'disable', staticWay: 'lease', pppLocalAddress: null },
  ...{ hotspotServer: null, dhcpServer: null, customerInterface: null, radiusSecret: null },
});

describe('two who add a record at once', () => {
  test('given the same name or the same code, when both are saved, then the second is refused, of every kind', async () => {
    const { as } = await coreAtWork(undefined, { start: false });
    const client = as();
    const { operatorId } = (await client.signIn.state()).who!;
    const adds = [
      (named: Named) => client.zones.add(zone(operatorId, named)),
      (named: Named) => client.billingProfiles.add(profile(operatorId, named)),
      (named: Named) => client.routers.add(router(operatorId, named)),
    ];
    for (const add of adds) {
      const [first, second] = [add({ name: 'North', code: 'N1' }), add({ name: 'NORTH', code: 'N2' })];
      await first;
      expect((await refusedWith(second)).code).toBe('record-name-taken');
      expect((await refusedWith(add({ name: 'South', code: 'n1' }))).code).toBe('record-code-taken');
    }
  });
});
