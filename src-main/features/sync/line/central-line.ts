import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { z } from 'zod';
import { type Central, central } from '#shared/sync/contract.ts';
import { SCHEMA } from '#shared/sync/head.ts';
import type { ProtocolFault } from '#shared/sync/push.ts';
import type { ProxyFor } from '../../../platform/proxy.ts';
import type { After } from '../../../routeros/index.ts';
import { addressOf } from './address.ts';
import { failed, type Outcome } from './failure.ts';
import { type Network, thisMachine } from './network.ts';
import { type Question, Questions } from './questions.ts';
import type { Trust } from './trust.ts';

type Inputs = InferContractRouterInputs<Central>;
type Outputs = InferContractRouterOutputs<Central>;

export interface CentralLineOptions {
  /** As it was typed or is kept. */
  readonly url: string;
  /** SHA-256 of the certificate that was trusted by hand; null: this machine trusts it by itself. */
  readonly fingerprint: string | null;
  /** Null before the enrolment. */
  readonly token: string | null;
  readonly proxy: ProxyFor;
  readonly now: () => Date;
  readonly timer: After;
  /** This machine's when absent. */
  readonly network?: Network;
}

/**
 * How a console speaks to the central server: one request at a time, over a line that is kept. Nothing that a network does is
 * thrown. Faults of the protocol are values, but `UPGRADE`: that is a failure, for nothing else can come of it.
 */
export interface CentralLine {
  readonly health: (signal?: AbortSignal) => Promise<Outcome<Outputs['health']>>;
  readonly enrol: (input: Omit<Inputs['enrol'], 'schema'>, signal?: AbortSignal) => Promise<Outcome<Outputs['enrol']>>;
  readonly push: (input: Inputs['push'], signal?: AbortSignal) => Promise<Outcome<Outputs['push']>>;
  readonly pull: (input: Inputs['pull'], signal?: AbortSignal) => Promise<Outcome<Outputs['pull']>>;
  readonly records: (input: Inputs['records'], signal?: AbortSignal) => Promise<Outcome<Outputs['records']>>;
  readonly rotateToken: (signal?: AbortSignal) => Promise<Outcome<Outputs['rotateToken']>>;
  readonly online: (input: Inputs['online'], signal?: AbortSignal) => Promise<Outcome<Outputs['online']>>;
  readonly sessions: (input: Inputs['sessions'], signal?: AbortSignal) => Promise<Outcome<Outputs['sessions']>>;
  readonly usage: (input: Inputs['usage'], signal?: AbortSignal) => Promise<Outcome<Outputs['usage']>>;
  /** Ends the line; what is under way ends as `stopped`. */
  readonly close: () => void;
}

/** A line to the central server. Nothing is opened before the first request. */
export function centralLine(options: CentralLineOptions): CentralLine {
  const { url, fingerprint, token, network = thisMachine } = options;
  const { proxy, now, timer } = options;
  const read = addressOf(url);
  const trust: Trust = fingerprint === null ? { kind: 'machine' } : { kind: 'pinned', fingerprint };
  const questions = read.ok ? new Questions({ address: read.address, trust, proxy, network, timer, now }) : null;

  async function ask<T>(question: Question<T>, signal?: AbortSignal): Promise<Outcome<T>> {
    if (!read.ok) return read;
    if (questions === null) throw new Error('An address that was read has a line');
    return questions.ask(question, signal);
  }
  const withToken = { token, secrets: token === null ? [] : [token], isRepeatable: true };
  return {
    health: async (signal) =>
      whenSame(
        await ask({ ...procedure(central.health), isRepeatable: true }, signal),
        read.ok ? read.address.name : url,
      ),
    // A code is spent once, so that nothing that may have come through is sent again unasked.
    enrol: (input, signal) =>
      ask({ ...procedure(central.enrol), input: { ...input, schema: SCHEMA }, secrets: [input.code] }, signal),
    push: async (input, signal) => unlessOld(await ask({ ...procedure(central.push), ...withToken, input }, signal)),
    pull: async (input, signal) => unlessOld(await ask({ ...procedure(central.pull), ...withToken, input }, signal)),
    records: (input, signal) => ask({ ...procedure(central.records), ...withToken, input }, signal),
    rotateToken: (signal) => ask({ ...procedure(central.rotateToken), ...withToken, input: {} }, signal),
    online: (input, signal) => ask({ ...procedure(central.online), ...withToken, input }, signal),
    sessions: (input, signal) => ask({ ...procedure(central.sessions), ...withToken, input }, signal),
    usage: (input, signal) => ask({ ...procedure(central.usage), ...withToken, input }, signal),
    close: () => questions?.close(),
  };
}

interface Procedure<T> {
  readonly '~orpc': {
    readonly route: { readonly method?: string; readonly path?: string };
    readonly outputSchema?: z.ZodType<T>;
  };
}

/** Where a procedure of the contract is asked for, and what its answer is read against. */
export function procedure<T>({
  '~orpc': { route, outputSchema },
}: Procedure<T>): Pick<Question<T>, 'method' | 'path' | 'schema'> {
  if (route.path === undefined || outputSchema === undefined) throw new Error('A procedure without a way to it');
  return { method: route.method === 'GET' ? 'GET' : 'POST', path: route.path, schema: outputSchema };
}

/** A console and a server of different versions have nothing to say to each other. */
export function whenSame<T extends { readonly schema: number }>(outcome: Outcome<T>, host: string): Outcome<T> {
  if (!outcome.ok || outcome.value.schema === SCHEMA) return outcome;
  const code = outcome.value.schema > SCHEMA ? 'sync-upgrade-console' : 'sync-upgrade-server';
  return { ok: false, failure: failed('upgrade', code, { host }).failure };
}

function unlessOld<T extends { readonly fault: ProtocolFault | null }>(outcome: Outcome<T>): Outcome<T> {
  if (!outcome.ok || outcome.value.fault !== 'UPGRADE') return outcome;
  return { ok: false, failure: failed('upgrade', 'enrol-upgrade').failure };
}
