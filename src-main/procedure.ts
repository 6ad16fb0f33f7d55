import { mapEventIterator } from '@orpc/client';
import { implement, type ImplementerInternalWithMiddlewares, ORPCError, ValidationError } from '@orpc/server';
import { contract, type Contract } from '#shared/contract/index.ts';
import { ruleAt } from '#shared/contract/rules.ts';
import { can } from '#shared/domain/operator/can.ts';
import type { Role } from '#shared/domain/operator/role.ts';
import { invalidInput } from './invalid-input.ts';
import type { Log } from './log.ts';
import { Refusal } from './refusal.ts';

/** On whose behalf something is done. */
export interface Actor {
  readonly staffUserId: string;
  readonly operatorId: string;
  readonly role: Role;
  readonly name: string;
  /** Whether the operator is the root of the tree: the ISP itself. */
  readonly isRoot: boolean;
}

/** One way in: a window, a browser, a command line. Who acts over it changes when somebody signs in or out. */
export interface Link {
  /** Null: nobody has signed in, and somebody must. */
  readonly actor: () => Actor | null;
}

/** What a host calls every procedure with. What a feature needs besides, its factory is given. */
export interface Context {
  readonly link: Link;
  readonly log: Log;
}

/** What a handler is given. */
export interface Acting extends Context {
  readonly actor: Actor;
}
// Named, because the compiler would write it out in full for every file that uses it.
type Procedures = ImplementerInternalWithMiddlewares<Contract, Context, Acting>;

/** Who acts where no sign-in is needed: of no operator, so that nothing is in reach. */
const NOBODY: Actor = { staffUserId: '', operatorId: '', role: 'technician', name: '', isRoot: false };

/**
 * The contract, ready to be implemented: `procedures.customers.get.handler(({ input, context }) => …)`. Here every call
 * passes the table of who may call what; whose records a handler reaches is asked of features/operators. A handler throws
 * a Refusal for what the operator can act on. Here is the one place that turns it into the contract's REFUSED; so it does
 * with input that the contract does not allow. Anything else is a bug: it is logged whole, and the page gets its id.
 */
export const procedures: Procedures = implement(contract)
  .$context<Context>()
  .use(async ({ next, context, path, signal }) => {
    const told = (error: unknown): unknown => {
      if (error instanceof Refusal) return refused(error);
      if (signal?.aborted === true) return error;
      if (isInvalidInput(error)) return refused(invalidInput(error.cause.issues));
      return internal(context.log.failure(error, { procedure: path.join('.') }));
    };
    try {
      const result = await next({ context: { actor: admitted(path, context.link) } });
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

/** Who acts, when the rule of the procedure lets them. Throws Refusal `sign-in-needed`, `not-allowed` or `isp-only`. */
function admitted(path: readonly string[], link: Link): Actor {
  const rule = ruleAt(path);
  if (!rule) throw new Error(`No rule says who may call ${path.join('.')}`);
  if (rule.roles === 'nobody') return NOBODY;
  const actor = link.actor();
  if (!actor) throw new Refusal('sign-in-needed');
  // Whatever it is, it is one's own as long as no record of somebody else is asked for.
  if (can(actor, rule, 'own')) return actor;
  if (rule.roles.includes(actor.role)) throw new Refusal('isp-only');
  throw new Refusal('not-allowed', { role: actor.role });
}

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
