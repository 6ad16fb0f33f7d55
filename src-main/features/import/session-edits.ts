import type { Session } from '#shared/contract/import.ts';
import type { Choices, Step } from '#shared/domain/import/choices.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { Refusal } from '../../refusal.ts';
import { type RunningSession, unmasked } from './running-session.ts';
import { addStep, changeSession, dropSteps, sealedChoices } from './session-record.ts';
import type { ImportSessions } from './sessions.ts';

/** What a person changes in a session. */
export interface SessionEdits {
  choose(actor: Actor, id: string, choices: Choices): Promise<Session>;
  edit(actor: Actor, id: string, step: Step): Promise<{ changed: number; session: Session }>;
  undo(actor: Actor, id: string): Promise<Session>;
  redo(actor: Actor, id: string): Promise<Session>;
}

export function sessionEdits({ store }: Pick<FeatureDeps, 'store'>, sessions: ImportSessions): SessionEdits {
  /**
   * One change at a time, and none once a commit has begun. When a change fails halfway, what is in memory may be ahead of
   * the disk: then it is dropped, and read again as the disk has it.
   */
  const changing = async <T>(actor: Actor, id: string, change: (session: RunningSession) => Promise<T>): Promise<T> => {
    const session = sessions.running(actor, id);
    return session.alone(async () => {
      const { commit, record } = session;
      if (commit.kind !== 'none') throw new Refusal('import-already-committed', { file: record.fileName });
      try {
        return await change(session);
      } catch (error) {
        await sessions.forget(id);
        throw error;
      }
    });
  };

  return {
    choose: (actor, id, chosen) =>
      changing(actor, id, async (session) => {
        await session.loaded.catch(() => undefined);
        const choices = unmasked(chosen, session.record.choices);
        const view = await session.calls.call('choose', choices);
        await store.write((tx) => {
          changeSession(tx, id, { choices: sealedChoices(store, id, choices) });
        });
        session.change({ choices });
        session.see(view);
        return sessions.remember(session);
      }),

    edit: (actor, id, step) =>
      changing(actor, id, async (session) => {
        await session.loaded;
        const { changed, view } = await session.calls.call('edit', step);
        if (changed > 0) {
          await addStep(store, id, session.steps.length, step);
          session.steps.push(step);
          session.undone = [];
          session.see(view);
        }
        return { changed, session: await sessions.remember(session) };
      }),

    undo: (actor, id) =>
      changing(actor, id, async (session) => {
        await session.loaded;
        const step = session.steps.at(-1);
        if (!step) return session.session;
        await store.write((tx) => {
          dropSteps(tx, id, session.steps.length - 1);
        });
        session.steps.pop();
        session.undone.push(step);
        session.see(await session.calls.call('undo', null));
        return sessions.remember(session);
      }),

    redo: (actor, id) =>
      changing(actor, id, async (session) => {
        await session.loaded;
        const step = session.undone.at(-1);
        if (!step) return session.session;
        await addStep(store, id, session.steps.length, step);
        session.undone.pop();
        session.steps.push(step);
        session.see(await session.calls.call('redo', null));
        return sessions.remember(session);
      }),
  };
}
