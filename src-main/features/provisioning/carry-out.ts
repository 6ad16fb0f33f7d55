import type { Step } from '#shared/domain/provisioning/difference.ts';
import type { RouterSession } from '../../routeros/index.ts';

/**
 * Does one step on a router. `password` is written where the step asks for one and it is known. Rejects with a RouterError:
 * then nobody knows whether it was done, and the router has to be read again.
 */
export async function carryOut(session: RouterSession, step: Step, password: string | null): Promise<void> {
  switch (step.kind) {
    case 'add':
      await session.add(step.menu, { ...step.fields, ...secret(step, password) });
      return;
    case 'set': {
      for (const field of step.unset) await session.unset(step.menu, step.id, field);
      const fields = { ...step.fields, ...secret(step, password) };
      if (Object.keys(fields).length > 0) await session.set(step.menu, step.id, fields);
      return;
    }
    case 'remove':
      await session.remove(step.menu, step.id);
  }
}

const secret = ({ writesPassword }: { readonly writesPassword: boolean }, password: string | null) =>
  writesPassword && password !== null ? { password } : {};
