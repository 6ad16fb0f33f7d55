import { z } from 'zod';
import { Authentication, StaticWay, Suspension } from '#shared/domain/provisioning/router.ts';
import { provisioning, router, routerCheck, routerContact } from '../../../../store/schema.ts';
import { openRouterPassword, openRouterSecret, sealRouterPassword, sealRouterSecret } from '../../../../store/index.ts';
import { type BodyOf, tableKind } from './table-kind.ts';
import { withRemains } from './with-remains.ts';

const words = z.string().nullable();

const body = z.object({
  name: z.string(),
  nameKey: z.string(),
  code: z.string(),
  codeKey: z.string(),
  host: z.string(),
  port: z.int(),
  tls: z.boolean(),
  fingerprint: words,
  username: z.string(),
  password: words,
  codePage: z.string(),
  writes: z.boolean(),
  authentication: Authentication,
  suspension: Suspension,
  staticWay: StaticWay,
  pppLocalAddress: words,
  hotspotServer: words,
  dhcpServer: words,
  customerInterface: words,
  radiusSecret: words,
  retiredAt: z.int().nullable(),
}) satisfies z.ZodType<BodyOf<typeof router, 'passwordSealed' | 'radiusSecretSealed'>>;

/** Routers. What they tell of themselves and what is to be done there every console knows for itself. */
export const routerRows = withRemains(
  tableKind({
    table: router,
    body,
    owner: 'column',
    secrets: {
      password: { column: 'password_sealed', seal: sealRouterPassword, open: openRouterPassword },
      radiusSecret: { column: 'radius_secret_sealed', seal: sealRouterSecret, open: openRouterSecret },
    },
  }),
  [provisioning.routerId, routerContact.routerId, routerCheck.routerId],
);
