import type { Choices } from '#shared/domain/import/choices.ts';
import type { FeatureDeps } from '../../feature.ts';
import type { Actor } from '../../procedure.ts';
import { openFile } from './open-file.ts';
import type { ImportSessions } from './sessions.ts';

/** Takes a file in, whoever has made it, and begins to read it. */
export type OpenFile = (
  actor: Actor,
  file: File,
  choices?: Choices,
) => Promise<{ readonly session: string; readonly continued: boolean }>;

export const fileOpener =
  (deps: FeatureDeps, sessions: ImportSessions): OpenFile =>
  async (actor, file, choices = {}) => {
    const opened = await openFile(deps, actor, file, choices);
    const session = sessions.running(actor, opened.session);
    void session.loaded.then(() => sessions.remember(session)).catch(() => undefined);
    return opened;
  };
