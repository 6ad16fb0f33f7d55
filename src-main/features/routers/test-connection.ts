import type { RouterContact, RouterTested, RouterTestStep } from '#shared/contract/routers.ts';
import {
  clockFinding,
  type Finding,
  permissionFinding,
  serviceFinding,
  versionFinding,
} from '#shared/domain/provisioning/router-check.ts';
import { clockInstant } from '#shared/domain/provisioning/router-clock.ts';
import { type After, type Query, RouterError, type RouterFailure, type RouterSession } from '../../routeros/index.ts';
import type { RouterFacts } from './contact.ts';
import { readFacts } from './facts.ts';
import { isSessionsFull, routerRefusal } from './failure-words.ts';
import type { ConnectRouter } from './router-lines.ts';

/** Where a router is, and who logs in. */
export interface Target {
  /** As sentences name it. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly fingerprint: string | null;
  readonly username: string;
  readonly password: string;
  readonly codePage: string;
}

interface Trying {
  readonly connect: ConnectRouter;
  readonly now: () => Date;
  readonly after?: After;
  readonly signal?: AbortSignal;
}

/** What a test came to, and for the record what the router said of itself, or what kept it from being asked. */
export interface Tested extends RouterTested {
  readonly facts: RouterFacts | null;
  readonly failure: RouterFailure | null;
}

type StepName = RouterTestStep['step'];
const STEPS: readonly StepName[] = ['reach', 'tls', 'login', 'permission', 'version', 'service', 'clock'];

/** Tries a connection step by step and leaves nothing open. What does not go well is told, never thrown. */
export async function testConnection(target: Target, { connect, now, after, signal }: Trying): Promise<Tested> {
  const { host, port, tls, fingerprint, username, password, codePage } = target;
  const trying = { ...(after ? { after } : {}), ...(signal ? { signal } : {}) };
  let session: RouterSession | undefined;
  try {
    session = await connect({
      host,
      port,
      user: username,
      password,
      codePage,
      ...trying,
      ...(tls ? { tls: fingerprint === null ? {} : { fingerprint } } : {}),
    });
    const [facts, found] = await Promise.all([readFacts(session), looked(session, target, now)]);
    return {
      steps: listed(target, { ...connected(target), ...found, version: versionFinding(facts.version) }),
      fingerprint: session.fingerprint ?? null,
      contact: contactOf(facts, now()),
      facts,
      failure: null,
    };
  } catch (error) {
    if (!(error instanceof RouterError)) throw error;
    const { failure } = error;
    return {
      steps: listed(target, failed(target, failure, session !== undefined)),
      fingerprint: shown(failure) ?? session?.fingerprint ?? null,
      contact: null,
      facts: null,
      failure,
    };
  } finally {
    session?.close();
  }
}

const named = (name: string): Query => ({ is: 'equals', field: 'name', value: name });

type Findings = Readonly<Partial<Record<StepName, Finding>>>;

/** What is looked at once somebody is in. */
async function looked(session: RouterSession, { username, tls }: Target, now: () => Date): Promise<Findings> {
  const service = tls ? 'api-ssl' : 'api';
  const asked = now().getTime();
  const [policy, mayWrite, services, [clock]] = await Promise.all([
    policyOf(session, username),
    writeIsLetThrough(session),
    whereAllowed(session.print('/ip/service', ['name', 'address'], named(service))),
    session.print('/system/clock', ['date', 'time', 'gmt-offset']),
  ]);
  const theirs = clockInstant(clock?.date, clock?.time, clock?.['gmt-offset']);
  return {
    permission: permissionFinding(policy, mayWrite),
    service: serviceFinding(service, services && (services[0]?.address ?? '')),
    clock: clockFinding(theirs, (asked + now().getTime()) / 2),
  };
}

/** Some routers show users and groups only to those who rule over them; the answer is then undefined. */
async function whereAllowed<T>(rows: Promise<readonly T[]>): Promise<readonly T[] | undefined> {
  try {
    return await rows;
  } catch (error) {
    if (error instanceof RouterError && error.failure.kind === 'trap') return undefined;
    throw error;
  }
}

async function policyOf(session: RouterSession, username: string): Promise<string | null> {
  const [user] = (await whereAllowed(session.print('/user', ['group'], named(username)))) ?? [];
  const group = user?.group;
  if (group === undefined) return null;
  const [found] = (await whereAllowed(session.print('/user/group', ['policy'], named(group)))) ?? [];
  return found?.policy ?? null;
}

/** A write that changes nothing, to a record that there is not: whoever may write is told that there is none. */
async function writeIsLetThrough(session: RouterSession): Promise<boolean> {
  try {
    await session.set('/ip/firewall/address-list', '*7FFFFFFF', {});
    return true;
  } catch (error) {
    if (!(error instanceof RouterError) || error.failure.kind !== 'trap') throw error;
    return error.failure.traps.every(({ reason }) => reason !== 'not-permitted');
  }
}

const ok = (code: string, params: Finding['told']['params'] = {}): Finding => ({ state: 'ok', told: { code, params } });

function connected({ host, port, tls, username }: Target): Findings {
  return {
    reach: ok('reached', { host, port }),
    ...(tls ? { tls: ok('certificate') } : {}),
    login: ok('logged-in', { username }),
  };
}

/** How far it came, and what went wrong there. */
function failed(target: Target, failure: RouterFailure, isIn: boolean): Findings {
  const at = isIn ? 'permission' : stepOf(failure, target);
  const before = STEPS.slice(0, STEPS.indexOf(at));
  const well = Object.entries(connected(target)).filter(([step]) => before.some((one) => one === step));
  return { ...Object.fromEntries(well), [at]: { state: 'failed', told: sentenceOf(failure, target) } };
}

function stepOf(failure: RouterFailure, { host, port }: Target): StepName {
  switch (failure.kind) {
    case 'refused':
    case 'unreachable':
    case 'name-unknown':
    case 'reset':
      return 'reach';
    case 'tls-no-certificate':
    case 'tls-old':
    case 'tls-failed':
    case 'tls-unknown':
    case 'tls-changed':
      return 'tls';
    case 'timeout':
      return failure.during === `${host}:${port}` ? 'reach' : 'login';
    default:
      return 'login';
  }
}

function sentenceOf(failure: RouterFailure, { name, port, tls }: Target): Finding['told'] {
  if (isSessionsFull(failure)) return { code: 'sessions-full', params: { router: name } };
  if (failure.kind === 'login-refused' && /not enough permissions/i.test(failure.message)) {
    return { code: 'no-api-right', params: { router: name } };
  }
  if (failure.kind === 'tls-unknown') return { code: 'tls-unknown', params: { fingerprint: failure.fingerprint } };
  if (failure.kind === 'tls-changed') return { code: 'tls-changed', params: { fingerprint: failure.found } };
  // A port that speaks something else is often silent.
  if (failure.kind === 'timeout') {
    return { code: tls ? 'silent-tls' : 'silent', params: { router: name, port, seconds: failure.afterMs / 1000 } };
  }
  const { code, params } = routerRefusal(failure, name);
  return { code, params };
}

/** Every step in its order: what was found, or that it was left out. */
function listed({ tls }: Target, findings: Findings): RouterTestStep[] {
  return STEPS.map((step) => {
    const finding = findings[step];
    if (finding) return { step, state: finding.state, told: { ...finding.told, params: { ...finding.told.params } } };
    const isPlain = step === 'tls' && !tls;
    return { step, state: 'left-out', told: isPlain ? { code: 'plain', params: {} } : null };
  });
}

/** The certificate that somebody has to look at. */
function shown(failure: RouterFailure): string | null {
  if (failure.kind === 'tls-unknown') return failure.fingerprint;
  return failure.kind === 'tls-changed' ? failure.found : null;
}

function contactOf(facts: RouterFacts, at: Date): RouterContact {
  return { ...facts, answeredAt: at.toISOString(), failedAt: null, reason: null };
}
