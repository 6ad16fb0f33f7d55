import { createHash } from 'node:crypto';
import type { Simulator } from './simulator.ts';

/** How often those who are not in try again, in milliseconds: as devices do after they were cut off. */
const REDIAL = 3_000;

const DIALLING = [
  { menu: '/ppp/secret', service: 'pppoe', macField: 'caller-id' },
  { menu: '/ip/hotspot/user', service: 'hotspot', macField: 'mac-address' },
] as const;

/**
 * The devices behind a router: of everybody who has a record there, four in five dial, and dial again when they were cut
 * off; whoever is in loads something. Returns what ends it.
 */
export function households(router: Simulator): () => void {
  const dial = (): void => {
    for (const { menu, service, macField } of DIALLING) {
      const online = new Set(
        router.tables
          .at(menu === '/ppp/secret' ? '/ppp/active' : '/ip/hotspot/active')
          .rows.map(({ values }) => values.get('name') ?? values.get('user')),
      );
      for (const { values } of router.tables.at(menu).rows) {
        const name = values.get('name') ?? '';
        if (online.has(name) || !isAtHome(name)) continue;
        const password = values.get('password') ?? '';
        router.connectCustomer({ name, password, mac: values.get(macField) || macOf(name), service });
      }
    }
  };
  let beat = 0;
  const live = (): void => {
    dial();
    use(router, beat++);
  };
  live();
  const timer = setInterval(live, REDIAL);
  return () => clearInterval(timer);
}

/** What everybody is loading at the moment, within what their queue lets through: mostly little, now and then all of it. */
function use(router: Simulator, beat: number): void {
  for (const { isDynamic, values } of router.tables.at('/queue/simple').rows) {
    if (!isDynamic) continue;
    const [up = 0, down = 0] = (values.get('max-limit') ?? '').split('/').map(Number);
    const share = (digest(`${values.get('name') ?? ''} ${beat}`).readUInt8(0) / 255) ** 3;
    values.set('rate', `${Math.round((up * share) / 8)}/${Math.round(down * share)}`);
  }
}

const digest = (name: string): Buffer => createHash('sha256').update(name).digest();

const isAtHome = (name: string): boolean => digest(name).readUInt8(0) % 5 > 0;

/** One of a maker of routers for homes, the same each time. */
const macOf = (name: string): string =>
  [
    '50',
    'C7',
    'BF',
    ...[1, 2, 3].map((at) =>
      digest(name)
        .toString('hex', at, at + 1)
        .toUpperCase(),
    ),
  ].join(':');
