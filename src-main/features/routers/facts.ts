import type { RouterSession } from '../../routeros/index.ts';
import type { RouterFacts } from './contact.ts';

const UNITS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** As much of a name or a version as is kept: what a router tells may be of any length. */
const LONGEST = 100;

/** The seconds of a duration as routers write it, "1w2d3h4m5s"; null: it is none that can be counted. "500ms" counts as nothing. */
export function secondsOf(text: string | undefined): number | null {
  if (text === undefined || !/^(\d+(ms|us|ns|[wdhms]))+$/.test(text)) return null;
  const seconds = [...text.matchAll(/(\d+)([wdhms])(?!s)/g)].reduce(
    (sum, [, count = '0', unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0),
    0,
  );
  return Number.isSafeInteger(seconds) ? seconds : null;
}

const short = (text: string | undefined): string | undefined => text?.slice(0, LONGEST).toWellFormed();

/** What a router says of itself. Rejects with a RouterError. */
export async function readFacts(session: RouterSession): Promise<RouterFacts> {
  const [[identity], [resource], sessions] = await Promise.all([
    session.print('/system/identity', ['name']),
    session.print('/system/resource', ['version', 'board-name', 'uptime', 'cpu-load']),
    session.print('/ppp/active', ['name']),
  ]);
  const load = Number(resource?.['cpu-load'] ?? Number.NaN);
  return {
    identity: short(identity?.name) ?? '',
    version: short(resource?.version) ?? '',
    board: short(resource?.['board-name']) ?? null,
    uptimeSeconds: secondsOf(resource?.uptime),
    cpuLoad: Number.isSafeInteger(load) ? load : null,
    sessions: sessions.length,
  };
}
