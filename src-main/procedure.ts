import { mapEventIterator } from '@orpc/client';
import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { invalidInput } from './invalid-input.ts';
import type { Log } from './log.ts';
import { Refusal } from './refusal.ts';

/** On whose behalf something is done. */
export interface Actor {
  readonly staffUserId: string;
  readonly operatorId: string;
  readonly role: 'admin' | 'manager' | 'cashier' | 'technician';
  readonly name: string;
}

/** What every procedure is called with. What a feature needs besides, its factory is given. */
export interface Context {
  readonly actor: Actor;
  readonly log: Log;
}

/**
 * The contract, ready to be implemented: `procedures.customers.get.handler(({ input, context }) => …)`. A handler throws
 * a Refusal for what the operator can act on. Here is the one place that turns it into the contract's REFUSED; so it does
 * with input that the contract does not allow. Anything else is a bug: it is logged whole, and the page gets its id.
 */
export const procedures = implement(contract)
  .$context<Context>()
  .use(async ({ next, context, path, signal }) => {
    const told = (error: unknown): unknown => {
      if (error instanceof Refusal) return refused(error);
      if (signal?.aborted === true) return error;
      if (isInvalidInput(error)) return refused(invalidInput(error.cause.issues));
      return internal(context.log.failure(error, { procedure: path.join('.') }));
    };
    try {
      const result = await next();
      if (!isEventStream(result.output)) return result;
      const output = mapEventIterator(result.output, {
        value: (value) => Promise.resolve(value),
        error: (error) => Promise.resolve(told(error)),
      });
      return { ...result, output };
    } catch (error) {
      throw told(error);
    }
  });

function refused({ code, params }: Refusal): ORPCError<'REFUSED', Pick<Refusal, 'code' | 'params'>> {
  return new ORPCError('REFUSED', { status: 422, message: code, data: { code, params } });
}

/** Says nothing of the error: it may name what this person must not see. */
function internal(id: string): ORPCError<'INTERNAL_SERVER_ERROR', { id: string }> {
  return new ORPCError('INTERNAL_SERVER_ERROR', { message: `Internal error ${id}`, data: { id } });
}

function isInvalidInput(error: unknown): error is ORPCError<'BAD_REQUEST', unknown> & { cause: ValidationError } {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError;
}

function isEventStream(output: unknown): output is AsyncIterator<unknown, unknown, void> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;
}
