import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What stands beside a log line. Never a password, a key or a whole row. */
export type LogDetail = Readonly<Record<string, string | number | boolean | null>>;

/** For support: what happened, in lines of JSON. People read the screens, not this. */
export interface Log {
  readonly info: (message: string, detail?: LogDetail) => void;
  readonly warn: (message: string, detail?: LogDetail) => void;
  /** A bug: the error whole, with its causes. The answer is the id under which it stands in the log. */
  readonly failure: (error: unknown, detail?: LogDetail) => string;
}

/** One line as it is written; `at` is an instant in ISO 8601. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly at: string;
  readonly level: 'info' | 'warn' | 'error';
};

/** A log whose lines go to `write`. A line that cannot be written is lost, and nothing else fails because of it. */
export function logTo(write: (line: LogLine) => void, now: () => Date, newId: () => string): Log {
  const put = (level: LogLine['level'], what: Readonly<Record<string, unknown>>) => {
    try {
      write({ at: now().toISOString(), level, ...what });
    } catch {
      // A full disk must not turn a refusal into a crash.
    }
  };
  return {
    info: (message, detail) => put('info', { message, ...detail }),
    warn: (message, detail) => put('warn', { message, ...detail }),
    failure: (error, detail) => {
      const id = newId();
      put('error', { id, ...detail, error: told(error) });
      return id;
    },
  };
}

/** Past this size the log begins anew and the one before is kept beside it. */
const FULL = 5_000_000;

/**
 * The log of a data folder: `log/lastmile.log` in it, and the one before it. Writes nothing while the folder does not
 * exist, so that a refused start leaves nothing behind.
 */
export function fileLog(folder: string, now: () => Date, newId: () => string): Log {
  const file = join(folder, 'log', 'lastmile.log');
  return logTo(
    (line) => {
      if (!existsSync(folder)) return;
      mkdirSync(dirname(file), { recursive: true });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > FULL) renameSync(file, `${file}.1`);
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    },
    now,
    newId,
  );
}

/** An error with its stack and causes, as far as five deep. */
function told(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? { code: String(error.code) } : {};
  const cause = error.cause !== undefined && depth < 5 ? { cause: told(error.cause, depth + 1) } : {};
  return { name: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
